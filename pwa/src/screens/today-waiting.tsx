/** The app's own cards that wait on Today: first what concerns words and people, last what is only convenient. */

import { left } from "../kernel/left";
import { newKey } from "../kernel/new-keys";
import { unknownPhones } from "../kernel/new-phones";
import { handover } from "../kernel/pairing";
import { zoneDiffers, zoneUntold } from "../kernel/preferences";
import { push } from "../kernel/push";
import { seat } from "../kernel/seat";
import { alone, session } from "../kernel/session";
import { updateNeeded } from "../kernel/status";
import { refusals, tray } from "../kernel/tray";
import { newWords, wayBack } from "../kernel/way-back";
import { installing } from "../ui/installing";
import { isPutAway } from "../ui/later";
import type { Waiting } from "../ui/practice-face";
import {
	Connect,
	Install,
	KeepWords,
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
	TurnOnNotices,
	UpdateNeeded,
	ZoneDiffers,
	ZoneUntold,
} from "./today-cards";

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

/** Before the cards of the practices. */
export function urgentThings(): readonly Waiting[] {
	return [
		...when(session.value.state === "ready" && session.value.shares_again, "shares-again", SharesAgain),
		...when(bothHaveMet(), "handover", PairingOpen),
		...when(tray.value.length > 0, "tray", NeedsYou),
		...when(refusals.value.length > 0, "refused", NotOpened),
		...when(newKey.value, "new-key", NewKey),
		...when(updateNeeded.value, "update", UpdateNeeded),
		...when(zoneDiffers.value !== null && !isPutAway("zone"), "zone", ZoneDiffers),
		...when(zoneUntold.value && !isPutAway("zone-untold"), "zone-untold", ZoneUntold),
	];
}

/** After all other cards: connecting, then what protects the words, and after the first check-in what is only convenient. */
export function handyThings(begun: boolean): readonly Waiting[] {
	return [
		...when(alone.value && !bothHaveMet() && !hasEnded() && !isPutAway("connect"), "connect", Connect),
		...when(wayBack.value === "none" && !isPutAway("words"), "words", KeepWords),
		...when(begun && installing.value !== "installed" && !isPutAway("install"), "install", Install),
		...when(begun && push.value === "off" && !isPutAway("notices"), "notices", TurnOnNotices),
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

function when(holds: boolean, key: string, Card: Waiting["Card"]): readonly Waiting[] {
	return holds ? [{ key, Card }] : [];
}
