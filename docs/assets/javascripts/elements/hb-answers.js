/** `<hb-prompt>`, `<hb-plan>` and `<hb-recall>`: texts that are kept while they are typed. */

import { TextElement } from "./text-element.js";

// Three names for one behaviour: a class can be registered once.
export class HbPrompt extends TextElement {}
export class HbPlan extends TextElement {}
export class HbRecall extends TextElement {}
