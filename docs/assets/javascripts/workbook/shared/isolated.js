/** Returns a reader's text so that Hebrew, Arabic and their neighbours (U+0590 to U+08FF) don't reorder a sentence it's put into. @param {string} text */
export const isolated = (text) => text.replace(/^.*[\u0590-\u08ff].*$/s, "\u2068$&\u2069");
