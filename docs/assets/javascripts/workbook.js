/** Entry of the workbook's pages: registers their elements. Loaded by <hb-workbook> only. */

import { HbAssessment } from "./hb-assessment.js";
import { HbData } from "./hb-data.js";
import { HbDataArchive } from "./hb-data-archive.js";
import { HbDataCopy } from "./hb-data-copy.js";
import { HbDataErase } from "./hb-data-erase.js";
import { HbDataFile } from "./hb-data-file.js";
import { HbDataImport } from "./hb-data-import.js";
import { HbDataKept } from "./hb-data-kept.js";
import { HbDataPaper } from "./hb-data-paper.js";
import { HbDataPlace } from "./hb-data-place.js";
import { HbKit } from "./hb-kit.js";
import { HbOverview } from "./hb-overview.js";
import { HbPack } from "./hb-pack.js";
import { HbPlanner } from "./hb-planner.js";
import { register } from "./register.js";

register({
  "hb-overview": HbOverview,
  "hb-assessment": HbAssessment,
  "hb-planner": HbPlanner,
  "hb-pack": HbPack,
  "hb-kit": HbKit,
  "hb-data": HbData,
  "hb-data-kept": HbDataKept,
  "hb-data-copy": HbDataCopy,
  "hb-data-file": HbDataFile,
  "hb-data-import": HbDataImport,
  "hb-data-archive": HbDataArchive,
  "hb-data-paper": HbDataPaper,
  "hb-data-place": HbDataPlace,
  "hb-data-erase": HbDataErase,
});
