/** The app's own cards that wait on Today: first what concerns words and people, last the hints. */

import { updateNeeded } from "../kernel/http/status";
import { handover } from "../kernel/identity/handover-shown";
import { closesOn, left, seat } from "../kernel/identity/told";
import { newKey } from "../kernel/keys/new-keys";
import { unknownPhones } from "../kernel/keys/new-phones";
import { newWords, wayBack } from "../kernel/keys/way-back";
import { zoneDiffers, zoneUntold } from "../kernel/preferences/zone-differs";
import { push } from "../kernel/push/push-state";
import { alone, session } from "../kernel/store/session";
import { silent } from "../kernel/store/silence";
import { refusals, tray } from "../kernel/sync/tray";
import { installing } from "../ui/installing";
import { isPutAway } from "../ui/later";
import type { TodayParts, Waiting } from "../ui/practice-face";
import { closingHint } from "./closing-hint";
import {
	Closing,
	LeftByWords,
	NeedsYou,
	NewKey,
	NewPhone,
	NewWords,
	NoLongerConnected,
	NotOpened,
	PairingOpen,
	SeatLost,
	SeatPasses,
	SharesAgain,
	UpdateNeeded,
	ZoneDiffers,
	ZoneUntold,
} from "./today-cards";
import { Connect, Install, KeepWords, TurnOnNotices } from "./today-hints";
import { inLoop } from "./today-in-loop";

/** The most serious first: what somebody does in this person's name and can still be stopped, then what is over. */
export function alarms(): readonly Waiting[] {
	return [
		...when(left.value !== null, "left", LeftByWords),
		...when(seat.value !== null, "seat", SeatPasses),
		...when(unknownPhones.value.length > 0, "phone", NewPhone),
		...when(newWords.value !== null, "new-words", NewWords),
		...when(hasLostSeat(), "seat-lost", SeatLost),
		...when(hasEnded(), "ended", NoLongerConnected),
	];
}

/** What waits on Today. */
export interface AllWaiting {
	/** The one card that is visible; null if everything can wait. */
	readonly first: Waiting | null;
	/** Behind "later". */
	readonly others: readonly Waiting[];
}

/** Everything that waits; while one has a pause or both are in a loop, neither news nor a hint is visible by itself. */
export function waitingIn(parts: readonly TodayParts[]): AllWaiting {
	const things = inOrder(parts);
	const all = [...things, ...hints(parts.some((part) => part.begun?.value))];
	if (!silent.value && !inLoop(parts)) return { first: all[0] ?? null, others: all.slice(1) };
	const [first = null] = things.filter(({ news }) => !news);
	return { first, others: all.filter((one) => one !== first) };
}

/** All but the hints, in order, of the practices first what is over within hours. */
function inOrder(parts: readonly TodayParts[]): readonly Waiting[] {
	const practices = parts.flatMap((part) => part.waiting?.value ?? []);
	const [soon, later] = [practices.filter((one) => one.soon), practices.filter((one) => !one.soon)];
	return [...urgentThings(), ...soon, ...later];
}

/** Before the cards of the practices. */
export function urgentThings(): readonly Waiting[] {
	return [
		...when(session.value.state === "ready" && session.value.shares_again, "shares-again", SharesAgain),
		...when(bothHaveMet(), "handover", PairingOpen),
		...when(tray.value.length > 0, "tray", NeedsYou),
		...when(refusals.value.length > 0, "refused", NotOpened),
		...when(newKey.value, "new-key", NewKey),
		...when(updateNeeded.value, "update", UpdateNeeded),
		...when(closesOn.value !== null && !isPutAway(closingHint()), "closing", Closing),
		...when(zoneDiffers.value !== null && !isPutAway("zone"), "zone", ZoneDiffers),
		...when(zoneUntold.value && !isPutAway("zone-untold"), "zone-untold", ZoneUntold),
	];
}

/** After all cards: connecting, then after the first check-in what makes the app handy, and what protects the words. */
export function hints(begun: boolean): readonly Waiting[] {
	return [
		...hint(alone.value && !bothHaveMet() && !hasEnded() && !hasLostSeat(), "connect", Connect),
		...hint(begun && installing.value !== "installed", "install", Install),
		...hint(wayBack.value === "none", "words", KeepWords),
		...hint(begun && push.value === "off", "notices", TurnOnNotices),
	];
}

/** The couple has ended since the app was last open, and not because a new account replaced one. */
function hasEnded(): boolean {
	return session.value.state === "ready" && session.value.no_longer_connected && !hasLostSeat();
}

function hasLostSeat(): boolean {
	return session.value.state === "ready" && session.value.seat_lost !== null;
}

function bothHaveMet(): boolean {
	const open = handover.value;
	return open !== null && open.purpose !== "device" && (open.step === "taken" || open.step === "confirmed");
}

function hint(holds: boolean, key: string, Card: Waiting["Card"]): readonly Waiting[] {
	return when(holds && !isPutAway(key), key, Card).map((card) => ({ ...card, hint: true as const }));
}

function when(holds: boolean, key: string, Card: Waiting["Card"]): readonly Waiting[] {
	return holds ? [{ key, Card }] : [];
}
