/**
 * The languages of this phone, best first, as tags that Intl takes (BCP 47). Some systems name others, such as
 * "en-US@posix", "en_US" or "C", at which every clock and calendar of the app would throw.
 */
export function phoneLanguages(): readonly string[] {
	return navigator.languages.filter(isTag);
}

function isTag(tag: string): boolean {
	try {
		return Intl.getCanonicalLocales(tag).length > 0;
	} catch {
		return false;
	}
}
