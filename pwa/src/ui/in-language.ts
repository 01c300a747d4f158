/** Texts that come with the app in every language, as those of vocabularies and templates. */

import { getLocale } from "../paraglide/runtime.js";

/** One text by language; English is always there. */
export type Translated = Readonly<Record<string, string>> & { readonly en: string };

export function inLanguage(text: Translated): string {
	return text[getLocale()] ?? text.en;
}
