/**
 * The one policy by which texts become markup or scripts: our content security policy lets no other. What it takes is
 * trusted already by who calls it; it checks nothing. A page can make a policy of a name only once.
 */
export interface Trust {
  createHTML(html: string): string;
  createScriptURL(address: string): string;
}

const asItIs: Trust = { createHTML: (html) => html, createScriptURL: (address) => address };

const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: Trust): Trust } };

/** In browsers without such policies the texts themselves. */
export const trust: Trust = trustedTypes?.createPolicy('hoithi', asItIs) ?? asItIs;
