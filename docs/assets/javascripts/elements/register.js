/** Registers elements: one that fails must not take the others with it. */

/** @param {Record<string, CustomElementConstructor>} elements */
export function register(elements) {
  for (const [name, element] of Object.entries(elements)) {
    try {
      if (!customElements.get(name)) customElements.define(name, element);
    } catch (error) {
      console.error(`<${name}> was not registered`, error);
    }
  }
}
