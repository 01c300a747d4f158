/** The app speaks the language of the person's preferences, or its first one. */

import { preferences } from "../kernel/preferences";
import { baseLocale, isLocale, locales, overwriteGetLocale } from "../paraglide/runtime.js";

/** From here on every message is in the saved language. */
export function useSavedLanguage(): void {
	overwriteGetLocale(() => (isLocale(preferences.value.language) ? preferences.value.language : baseLocale));
}

/** Every language the app speaks, named in itself. */
export function languages(): readonly { readonly tag: string; readonly name: string }[] {
	return locales.map((tag) => ({ tag, name: new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag }));
}
