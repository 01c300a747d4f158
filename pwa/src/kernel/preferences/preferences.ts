/**
 * The person's notices, quiet hours, time zone and language: one record in the person's own space, shared by all their
 * phones.
 */

import { computed, type ReadonlySignal } from "@preact/signals";
import { turns } from "../browser/turns";
import type { components } from "../http/api.gen";
import { preferences as described } from "../store/kinds.gen";
import type { Fields } from "../store/local";
import { type Kind, published } from "../store/practice";
import { type Shown, shown } from "../store/records";
import { ready, session } from "../store/session";
import { save } from "../sync/write";
import { SWITCHES } from "./switches.gen";

export const UTC = "UTC";

/** What Chromium returns if the system names a zone that does not exist, and what some systems return for none. */
const NO_ZONES: readonly string[] = ["Etc/Unknown", "Factory", "localtime", "posixrules"];
/** An IANA name; Firefox may return an offset such as "+02:00". */
const NAME = /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/;

export interface Preferences {
	/** IANA time zone; the partner sees it only in rituals, which have one of their own. */
	readonly zone: string;
	readonly language: string;
	/** Local times "22:00"; null without quiet hours. */
	readonly quiet_from: string | null;
	readonly quiet_until: string | null;
	readonly notices: Notices;
	/** Local time "20:00". */
	readonly check_in_reminder_at: string | null;
}

/** Every switch that the server's practices declare. */
export type Notices = Readonly<components["schemas"]["Notices"]>;

export const PREFERENCES: Kind = published(described);

/** What is not named stays as it is. */
export type Changes = Partial<Omit<Preferences, "notices">> & { readonly notices?: Partial<Notices> };

const FIRST_LANGUAGE = "en";

const inTurn = turns<"preferences">();
const records = shown(PREFERENCES);

// the API's schema gives the view these fields
const own = computed(() => records.value.find(isOwn)?.fields as Partial<Preferences> | undefined);

/** What the person chose, or the defaults. */
export const preferences: ReadonlySignal<Preferences> = computed(() => read(own.value ?? {}));

/**
 * The language alone: the first text needs it, and reading the browser's time zone takes longer than the first screen.
 */
export const language: ReadonlySignal<string> = computed(() => own.value?.language ?? FIRST_LANGUAGE);

export function savePreferences(changes: Changes): Promise<void> {
	// two quick taps would otherwise both change what was stored before the first
	return inTurn(["preferences"], async () => {
		const { person_id } = ready();
		const { value } = preferences;
		const notices = { ...value.notices, ...changes.notices };
		await save(PREFERENCES, {
			id: person_id,
			space_id: person_id,
			fields: asFields({ ...value, ...changes, notices }),
		});
	});
}

/** The zone of this phone, or UTC if the browser does not tell a valid one, so that everybody can start. */
export function phoneZone(): string {
	return toldZone() ?? UTC;
}

/** What the browser says, if it is a zone; else null. */
export function toldZone(): string | null {
	// some browsers omit it, although the types promise it
	const zone = Intl.DateTimeFormat().resolvedOptions().timeZone as string | undefined;
	return zone && NAME.test(zone) && !NO_ZONES.includes(zone) ? zone : null;
}

function isOwn(record: Shown): boolean {
	return session.value.state === "ready" && record.space_id === session.value.person_id;
}

function read(saved: Partial<Preferences>): Preferences {
	const initial: Preferences = {
		zone: phoneZone(),
		language: FIRST_LANGUAGE,
		quiet_from: "22:00",
		quiet_until: "07:00",
		notices: SWITCHES,
		check_in_reminder_at: null,
	};
	return { ...initial, ...saved, notices: { ...initial.notices, ...saved.notices } };
}

function asFields({ zone, language, quiet_from, quiet_until, notices, check_in_reminder_at }: Preferences): Fields {
	return { zone, language, quiet_from, quiet_until, notices: { ...notices }, check_in_reminder_at };
}
