/** Escapes of Open XML for characters that XML cannot hold: `_x000D_`; a text that looks like one is escaped itself. */
const ESCAPE = /_x([0-9A-Fa-f]{4})_/g

/** Text as Open XML writes it, between tags or in an attribute. A character that Unicode does not have becomes U+FFFD. */
export function toXmlText(text: string): string {
  return text
    .replace(ESCAPE, '_x005F_x$1_')
    .replace(/[\u0000-\u0008\u000B\u000C\u000D-\u001F\uFFFE\uFFFF]/g, (sign) => `_x${hex(sign)}_`)
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** The text that Open XML's escapes stand for. */
export function fromXmlText(text: string): string {
  return text.includes('_x') ? text.replace(ESCAPE, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text
}

const hex = (sign: string) => sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
