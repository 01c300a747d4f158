/**
 * The phone's languages, best first, as valid tags for Intl (BCP 47). Some systems report others, such as
 * "en-US@posix", "en_US" or "C", with which Intl throws.
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
