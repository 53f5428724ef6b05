/** Entry of the workbook's pages: registers their elements. Loaded where there is a `<hb-workbook>`. */

import { HbAssessment } from "./workbook/assessment/hb-assessment.js";
import { HbCase } from "./workbook/case/hb-case.js";
import { HbData, HbDataErase, HbDataPlace } from "./workbook/data/hb-data.js";
import { HbDataArchive } from "./workbook/data/hb-data-archive.js";
import { HbDataCopy } from "./workbook/data/hb-data-copy.js";
import { HbDataFile } from "./workbook/data/hb-data-file.js";
import { HbDataHistory } from "./workbook/data/hb-data-history.js";
import { HbDataImport } from "./workbook/data/hb-data-import.js";
import { HbDataKept } from "./workbook/data/hb-data-kept.js";
import { HbDataPaper } from "./workbook/data/hb-data-paper.js";
import { HbEvidence } from "./workbook/evidence/hb-evidence.js";
import { HbGroup } from "./workbook/group/hb-group.js";
import { HbKit } from "./workbook/print-kit/hb-kit.js";
import { HbOverview } from "./workbook/overview/hb-overview.js";
import { HbPack } from "./workbook/one-to-one/hb-pack.js";
import { HbPlanner } from "./workbook/planner/hb-planner.js";
import { registerElements } from "./elements/base-element.js";
import { store } from "./store/store.js";

store.whole().then(() => registerElements({
  "hb-overview": HbOverview,
  "hb-evidence": HbEvidence,
  "hb-assessment": HbAssessment,
  "hb-planner": HbPlanner,
  "hb-pack": HbPack,
  "hb-case": HbCase,
  "hb-group": HbGroup,
  "hb-kit": HbKit,
  "hb-data": HbData,
  "hb-data-kept": HbDataKept,
  "hb-data-copy": HbDataCopy,
  "hb-data-file": HbDataFile,
  "hb-data-import": HbDataImport,
  "hb-data-archive": HbDataArchive,
  "hb-data-history": HbDataHistory,
  "hb-data-paper": HbDataPaper,
  "hb-data-place": HbDataPlace,
  "hb-data-erase": HbDataErase,
}));

// A link to a folded section opens it.
function openTarget() {
  const fold = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details.hb-advice");
  if (fold instanceof HTMLDetailsElement) fold.open = true;
}

openTarget();
addEventListener("hashchange", openTarget);
document.addEventListener("hb-navigated", openTarget);
