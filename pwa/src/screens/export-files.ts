/** The two files of an export: one for programs, one to read and print. Made on this phone and not stored. */

import { phoneZone } from "../kernel/preferences/preferences";
import type { Exported } from "../kernel/store/exporting";
import { m } from "../paraglide/messages.js";
import { getLocale } from "../paraglide/runtime.js";
import { type Look, look } from "../ui/look";
import { zoneName } from "../ui/place-of";
import { fullDate } from "../ui/when";
import { exportLines, momentWords, underHeadings } from "./export-words";
import type { Faces } from "./faces";

export function asJson(records: readonly Exported[], made: number): string {
	const list = records.map((record) => ({ ...record, made: new Date(record.made).toISOString() }));
	return `${JSON.stringify({ format: 1, made: new Date(made).toISOString(), zone: phoneZone(), records: list }, null, 2)}\n`;
}

/** A page without external resources, by kind and day, light or dark as the app, and ready to print. */
export function asPage(faces: Faces, records: readonly Exported[], made: number, chosen: Look = "phone"): string {
	const sections = [...underHeadings(faces, records)].map(
		([heading, wholes]) =>
			`<section>\n<h2>${escaped(heading)}</h2>\n${wholes.map((parts) => entry(faces, parts, records)).join("\n")}\n</section>`,
	);
	return `<!doctype html>
<html lang="${getLocale()}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(m.export_page_title())}</title>
<style>
:root { color-scheme: ${{ phone: "light dark", light: "light", dark: "dark" }[chosen]}; }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.5 system-ui, sans-serif; }
body { background: light-dark(#fffdf9, #14171b); color: light-dark(#24262b, #ece7de); }
h1, h2 { font-family: Charter, Georgia, serif; font-weight: 500; }
h2 { margin-top: 2.5rem; break-after: avoid; }
article { margin: 0 0 1rem; break-inside: avoid; }
p { margin: 0; white-space: pre-line; unicode-bidi: plaintext; }
p + p { margin-top: 0.25rem; }
.when { color: light-dark(#5d5a55, #aaa499); font-size: 0.9375rem; }
@media print { :root { color-scheme: light; } }
</style>
<h1>${escaped(m.export_page_title())}</h1>
<p class="when">${escaped(fullDate(made))}</p>
<p class="when">${escaped(m.export_zone({ zone: zoneName(phoneZone()) }))}</p>
<p class="when">${escaped(m.export_left_out())}</p>
${sections.join("\n")}
</html>
`;
}

/** One of the two files, with a neutral name. */
export function exportToGive(
	faces: Faces,
	records: readonly Exported[],
	type: "application/json" | "text/html",
	made: number,
): File {
	const isPage = type === "text/html";
	const text = isPage ? asPage(faces, records, made, look()) : asJson(records, made);
	const name = `pages-${new Date(made).toISOString().slice(0, 10)}.${isPage ? "html" : "json"}`;
	return new File([text], name, { type });
}

/** One record, or the parts of one thing. */
function entry(faces: Faces, parts: readonly Exported[], all: readonly Exported[]): string {
	const [first] = parts;
	if (!first) return "";
	const lines = parts.flatMap((part) => exportLines(faces, part, all)).map((line) => `<p>${escaped(line)}</p>`);
	const seenBy = first.audience === "me" ? m.only_me() : m.for_both();
	const head = `${momentWords(faces, first)} · ${seenBy}`;
	return `<article>\n<p class="when">${escaped(head)}</p>\n${lines.join("\n")}\n</article>`;
}

function escaped(text: string): string {
	const signs: Readonly<Record<string, string>> = {
		"&": "&amp;",
		"<": "&lt;",
		">": "&gt;",
		'"': "&quot;",
		"'": "&#39;",
	};
	return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? "");
}
