/** The app uses the language from the person's preferences, or its first one. */

import { language } from "../kernel/preferences/preferences";
import { baseLocale, isLocale, locales, overwriteGetLocale } from "../paraglide/runtime.js";

/** Sets the language of all messages from now on. */
export function useSavedLanguage(): void {
	overwriteGetLocale(() => (isLocale(language.value) ? language.value : baseLocale));
}

/** All languages of the app, each named in itself. */
export function languages(): readonly { readonly tag: string; readonly name: string }[] {
	return locales.map((tag) => ({ tag, name: new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag }));
}
