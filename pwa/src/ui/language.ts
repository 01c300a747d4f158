/** The app speaks the language of the person's preferences, or its first one. */

import { language } from "../kernel/preferences";
import { baseLocale, isLocale, locales, overwriteGetLocale } from "../paraglide/runtime.js";

/** From here on every message is in the saved language. */
export function useSavedLanguage(): void {
	overwriteGetLocale(() => (isLocale(language.value) ? language.value : baseLocale));
}

/** Every language the app speaks, named in itself. */
export function languages(): readonly { readonly tag: string; readonly name: string }[] {
	return locales.map((tag) => ({ tag, name: new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag }));
}
