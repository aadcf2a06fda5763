/** Whether an answer is shown to a person as it is: a browser that goes to an address says that it takes HTML, a script does not. */
export const wantsPage = (accept: string | null | undefined, url: string): boolean =>
  /\btext\/html\b/.test(accept ?? '') && !/\.data(?:\?|$)/.test(url)
