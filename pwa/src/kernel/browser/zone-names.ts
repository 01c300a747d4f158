/**
 * Zones that IANA has renamed: browsers list either name, and a phone may report another than the account's. From the
 * `iana` attributes of CLDR 47, common/bcp47/timezone.xml.
 */

/** "Europe/Kiev Europe/Kyiv": first the name of before, then the one of now. */
const RENAMED = [
	"Africa/Asmera Africa/Asmara",
	"America/Buenos_Aires America/Argentina/Buenos_Aires",
	"America/Catamarca America/Argentina/Catamarca",
	"America/Coral_Harbour America/Atikokan",
	"America/Cordoba America/Argentina/Cordoba",
	"America/Godthab America/Nuuk",
	"America/Indianapolis America/Indiana/Indianapolis",
	"America/Jujuy America/Argentina/Jujuy",
	"America/Louisville America/Kentucky/Louisville",
	"America/Mendoza America/Argentina/Mendoza",
	"Asia/Calcutta Asia/Kolkata",
	"Asia/Katmandu Asia/Kathmandu",
	"Asia/Rangoon Asia/Yangon",
	"Asia/Saigon Asia/Ho_Chi_Minh",
	"Atlantic/Faeroe Atlantic/Faroe",
	"Europe/Kiev Europe/Kyiv",
	"Pacific/Enderbury Pacific/Kanton",
	"Pacific/Ponape Pacific/Pohnpei",
	"Pacific/Truk Pacific/Chuuk",
].map((names) => names.split(" "));

/** All names of a zone, the one of now last; only its own if it was never renamed. */
export function namesOf(zone: string): readonly string[] {
	return RENAMED.find((names) => names.includes(zone)) ?? [zone];
}

/** The name of now: "Asia/Kolkata" of "Asia/Calcutta". */
export function nameNow(zone: string): string {
	return namesOf(zone).at(-1) ?? zone;
}
