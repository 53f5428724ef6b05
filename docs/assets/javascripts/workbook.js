/** Entry of the workbook's pages: registers their elements. Loaded by <hb-workbook> only. */

import { HbAssessment } from "./hb-assessment.js";
import { HbData } from "./hb-data.js";
import { HbOverview } from "./hb-overview.js";
import { HbPack } from "./hb-pack.js";
import { HbPlanner } from "./hb-planner.js";
import { register } from "./register.js";

register({
  "hb-overview": HbOverview,
  "hb-assessment": HbAssessment,
  "hb-planner": HbPlanner,
  "hb-pack": HbPack,
  "hb-data": HbData,
});
