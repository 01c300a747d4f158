/** The country whose lines come first: guessed from the phone's language and zone; nothing is asked or sent. */

import { phoneZone } from "../kernel/preferences/preferences";
import { phoneLanguages } from "../ui/phone-languages";

export type LineFor = "emergency" | "abuse" | "crisis" | "general";

export interface HelpLine {
	readonly name: string;
	readonly for: LineFor;
	readonly phone?: string;
	readonly sms?: string;
	readonly url?: string;
	readonly hours?: string;
	readonly languages?: readonly string[];
	readonly source: string;
	readonly checked: string;
}

/** The cities that name a country's zones, for countries whose people often use another language on their phone. */
const ZONES: Readonly<Record<string, string>> = {
	"Europe/Berlin": "DE",
	"Europe/Busingen": "DE",
	"Europe/Vienna": "AT",
	"Europe/Zurich": "CH",
	"Europe/London": "GB",
	"Europe/Dublin": "IE",
	"Europe/Paris": "FR",
	"Europe/Madrid": "ES",
	"Europe/Rome": "IT",
	"Europe/Amsterdam": "NL",
	"Europe/Brussels": "BE",
	"Europe/Lisbon": "PT",
	"Europe/Warsaw": "PL",
	"Europe/Stockholm": "SE",
	"Europe/Oslo": "NO",
	"Europe/Copenhagen": "DK",
	"Europe/Helsinki": "FI",
	"Asia/Kolkata": "IN",
	"Asia/Tokyo": "JP",
	"Asia/Manila": "PH",
	"Asia/Singapore": "SG",
	"Pacific/Auckland": "NZ",
	"Africa/Johannesburg": "ZA",
	"Africa/Nairobi": "KE",
	"Africa/Lagos": "NG",
	"America/Mexico_City": "MX",
	"America/Sao_Paulo": "BR",
	"America/Buenos_Aires": "AR",
	"America/Argentina/Buenos_Aires": "AR",
	"America/Toronto": "CA",
	"America/Vancouver": "CA",
};

/** One of `known`, or "" if nothing suggests one. */
export function guessCountry(known: readonly string[]): string {
	const zone = phoneZone();
	const guesses = [
		ZONES[zone],
		zone.startsWith("Australia/") ? "AU" : undefined,
		...phoneLanguages().map((tag) => new Intl.Locale(tag).region),
	];
	return guesses.find((guess) => guess !== undefined && known.includes(guess)) ?? "";
}
