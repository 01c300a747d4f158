/** The cards of what waits: a heading, a sentence, one act. */

import type { ComponentChildren } from "preact";
import { dismissAgain, dismissEnded } from "../kernel/identity/account";
import { stay } from "../kernel/identity/stay";
import { closesOn, left, seat } from "../kernel/identity/told";
import { knowNewKey } from "../kernel/keys/new-keys";
import { knowPhone, unknownPhones } from "../kernel/keys/new-phones";
import { knowWords, newWords } from "../kernel/keys/way-back";
import { preferences, savePreferences } from "../kernel/preferences/preferences";
import { zoneDiffers } from "../kernel/preferences/zone-differs";
import { minute } from "../kernel/store/clock";
import { alone, session } from "../kernel/store/session";
import { putRefusalsAway, refusals } from "../kernel/sync/tray";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { putAway, putAwayForGood } from "../ui/later";
import { Trouble } from "../ui/note";
import { placeOf } from "../ui/place-of";
import { say } from "../ui/snackbar";
import { dayAndTime, fullDate, longDay } from "../ui/when";
import { closingHint } from "./closing-hint";
import { seatWords } from "./seat-words";

export function NoLongerConnected() {
	return (
		<Card title={m.ended_title()} lead={m.ended_lead()}>
			<Button onClick={knowEnded}>{m.understood()}</Button>
		</Card>
	);
}

/** Why this phone is no longer connected: a new account has replaced its own, and no old phone objected. */
export function SeatLost() {
	const at = (session.value.state === "ready" && session.value.seat_lost) || 0;
	return (
		<Card title={m.seat_lost_title()} lead={m.seat_lost_card({ day: fullDate(at) })}>
			<Button onClick={knowEnded}>{m.understood()}</Button>
			<ButtonLink look="main" href="/people/seat">
				{m.seat_lost_more()}
			</ButtonLink>
		</Card>
	);
}

/** Whoever has just lost a partner is not offered to connect for a while. */
function knowEnded(): Promise<void> {
	putAway("connect");
	return dismissEnded();
}

export function PairingOpen() {
	return (
		<Card title={m.handover_waits_title()} lead={m.handover_waits_lead()}>
			<ButtonLink look="main" href="/people/connect">
				{m.handover_waits_open()}
			</ButtonLink>
		</Card>
	);
}

/** A phone that joined with the recovery words has left the partner, in this person's name. */
export function LeftByWords() {
	const { busy, trouble, run } = useAct();
	const until = left.value?.until ?? 0;
	return (
		<article class="card">
			<h2>{m.left_by_words_title()}</h2>
			<p>{m.left_by_words_lead({ time: dayAndTime(until, minute.value) })}</p>
			<Trouble>{trouble}</Trouble>
			<div class="btns">
				<Button look="main" busy={busy} onClick={() => run(stay)}>
					{m.left_stay()}
				</Button>
			</div>
		</article>
	);
}

/** The three days in which the old phones can object. */
export function SeatPasses() {
	const open = seat.value;
	if (!open) return null;
	return (
		<Card {...seatWords(open, minute.value)}>
			<ButtonLink look={open.part === "has" ? "main" : "quiet"} href="/people/seat">
				{m.look_closer()}
			</ButtonLink>
		</Card>
	);
}

/** A new account has replaced an old one: this person's, or the partner's. */
export function SharesAgain() {
	return (
		<Card title={m.shares_again_title()} lead={m.shares_again_lead()}>
			<Button onClick={dismissAgain}>{m.understood()}</Button>
		</Card>
	);
}

/** One phone at a time; the partner is not told. */
export function NewPhone() {
	const [phone] = unknownPhones.value;
	if (!phone) return null;
	return (
		<Card
			title={m.new_phone_title({ day: longDay(phone.added_day) })}
			lead={phone.recovered ? m.new_phone_words_lead() : m.new_phone_lead()}
		>
			<Button onClick={() => knowPhone(phone.id)}>{m.new_phone_mine()}</Button>
			<ButtonLink look="main" href="/settings/phones">
				{m.my_phones()}
			</ButtonLink>
		</Card>
	);
}

/** Shown on every phone but the one that made the words or joined with them. */
export function NewWords() {
	return (
		<article class="card">
			<h2>{m.new_words_title({ day: fullDate(newWords.value ?? 0) })}</h2>
			<p>{m.new_words_lead()}</p>
			<div class="btns three">
				<Button onClick={knowWords}>{m.new_words_mine()}</Button>
				<ButtonLink href="/settings/phones">{m.my_phones()}</ButtonLink>
				<ButtonLink look="main" href="/settings/phrase">
					{m.words_new()}
				</ButtonLink>
			</div>
		</article>
	);
}

export function NeedsYou() {
	return (
		<Card title={m.tray_title()} lead={m.tray_card_lead()}>
			<ButtonLink href="/tray">{m.tray_open()}</ButtonLink>
		</Card>
	);
}

/** One line, however many they are. */
export function NotOpened() {
	const sealed = refusals.value.some(({ why }) => why === "tampered");
	return (
		<Card
			title={sealed ? m.refused_tampered() : m.refused_older()}
			lead={sealed ? m.refused_tampered_lead() : m.refused_older_lead()}
		>
			<Button onClick={putRefusalsAway}>{m.understood()}</Button>
		</Card>
	);
}

/** Both people read this sentence. */
export function NewKey() {
	return (
		<Card title={m.new_key_title()} lead={m.new_key_lead()}>
			<Button onClick={knowNewKey}>{m.understood()}</Button>
		</Card>
	);
}

/** Whoever runs the server stops it: the one thing to do is to keep a copy. */
export function Closing() {
	return (
		<Card
			title={m.closing_title({ day: longDay(closesOn.value ?? "") })}
			lead={alone.value ? m.closing_lead() : m.closing_lead_both()}
		>
			<Button onClick={() => putAway(closingHint())}>{m.later()}</Button>
			<ButtonLink look="main" href="/people/export">
				{m.closing_copy()}
			</ButtonLink>
		</Card>
	);
}

export function UpdateNeeded() {
	return (
		<Card title={m.update_needed_title()} lead={m.update_needed_lead()}>
			<Button onClick={() => location.reload()}>{m.update_now()}</Button>
		</Card>
	);
}

export function ZoneDiffers() {
	const zone = zoneDiffers.value ?? "";
	const here = placeOf(zone);
	const saved = placeOf(preferences.value.zone);
	const follow = async (): Promise<void> => {
		await savePreferences({ zone });
		say(m.zone_saved({ zone: here }));
	};
	return (
		<Card title={m.zone_title({ place: here })} lead={m.zone_differs_lead({ saved, here })}>
			<Button onClick={() => putAway("zone")}>{m.zone_keep({ zone: saved })}</Button>
			<Button look="main" onClick={follow}>
				{m.zone_use({ zone: here })}
			</Button>
		</Card>
	);
}

/** Shown once. */
export function ZoneUntold() {
	return (
		<Card title={m.zone_untold_title()} lead={m.zone_untold_lead()}>
			<Button onClick={() => putAwayForGood("zone-untold")}>{m.zone_untold_keep()}</Button>
			<ButtonLink look="main" href="/settings/zone">
				{m.zone_choose()}
			</ButtonLink>
		</Card>
	);
}

interface CardProps {
	readonly title: string;
	readonly lead: string;
	readonly children: ComponentChildren;
}

function Card({ title, lead, children }: CardProps) {
	return (
		<article class="card">
			<h2>{title}</h2>
			<p>{lead}</p>
			<div class="btns">{children}</div>
		</article>
	);
}
