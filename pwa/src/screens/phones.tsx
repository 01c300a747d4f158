/** Your phones: list, add and remove. */

import { useEffect, useState } from "preact/hooks";
import { loadPhones, removePhone } from "../kernel/identity/account";
import { type HandoverView, handover } from "../kernel/identity/handover-shown";
import { closeHandover, offerDevice, withdrawHandover } from "../kernel/identity/pairing";
import { isAddedHere, knowPhone, newPhones } from "../kernel/keys/new-phones";
import { serverNow } from "../kernel/store/clock";
import type { Phone } from "../kernel/store/meta";
import { phones } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { useNewcomer } from "../ui/use-newcomer";
import { dayAndTime, longDay } from "../ui/when";
import { type Pin, PinFirst, usePin } from "./ask-pin";
import { HandoverSteps } from "./handover-steps";

export default function PhonesScreen() {
	const { trouble, run } = useAct();
	const pin = usePin();
	const open = offered();
	const newcomer = useNewcomer();
	const [wordsKnown, setWordsKnown] = useState(false);
	useEffect(() => void run(loadPhones), [open?.step, newPhones.value]);
	useEffect(() => closeDone, []);
	return (
		<Page title={m.my_phones()} back="/people" lead={m.my_phones_lead()}>
			<Trouble>{trouble}</Trouble>
			{phones.value && (
				<ul class="rows">
					{phones.value.map((phone) => (
						<PhoneRow
							key={phone.id}
							phone={phone}
							from={phone.recovered ? null : newcomer}
							onWordsKnown={() => setWordsKnown(true)}
						/>
					))}
				</ul>
			)}
			<div role="status">{wordsKnown && <WordsKnown onLater={() => setWordsKnown(false)} />}</div>
			{open && (pin.given || !letsIn(open) ? <HandoverSteps /> : <Waiting pin={pin} />)}
			{/* only below a loaded list, so that the button does not move under a finger */}
			{!open && (phones.value || trouble) && <AddPhone pin={pin} />}
		</Page>
	);
}

function AddPhone({ pin }: { readonly pin: Pin }) {
	const { busy, trouble, run } = useAct();
	const [asking, setAsking] = useState(false);
	const offer = () => run(offerDevice);
	return (
		<section class="card">
			<h2>{m.add_phone()}</h2>
			<p>{m.add_phone_lead()}</p>
			<Trouble>{trouble}</Trouble>
			{asking && !pin.given ? (
				<PinFirst pin={pin} then={offer} />
			) : (
				<div class="btns">
					<Button busy={busy} onClick={() => (pin.given ? offer() : setAsking(true))}>
						{m.show_code()}
					</Button>
				</div>
			)}
		</section>
	);
}

/** The handover that adds a phone; not the one with which this phone joined. */
function offered(): HandoverView | null {
	const open = handover.value;
	return open?.purpose === "device" && open.role === "offerer" ? open : null;
}

/** Whether its code, or a confirmation of the four words, would still add a phone. */
function letsIn({ step }: HandoverView): boolean {
	return step === "offered" || step === "taken";
}

/** A finished handover is shown until the person leaves this screen. */
function closeDone(): void {
	if (offered()?.step === "done") void closeHandover();
}

/** A code was shown before the PIN was asked for: enter the PIN to continue, or cancel it. */
function Waiting({ pin }: { readonly pin: Pin }) {
	const { busy, trouble, run } = useAct();
	return (
		<section class="card stack">
			<div>
				<h2>{m.phone_waits_title()}</h2>
				<p class="lead">{m.phone_waits_lead()}</p>
			</div>
			<PinFirst pin={pin} />
			<Trouble>{trouble}</Trouble>
			<Button wide busy={busy} onClick={() => run(withdrawHandover)}>
				{m.handover_stop()}
			</Button>
		</section>
	);
}

/** A phone that joined with the recovery words was removed, but those words still work. */
function WordsKnown({ onLater }: { readonly onLater: () => void }) {
	return (
		<article class="card">
			<h2>{m.words_new_title()}</h2>
			<p>{m.words_known_lead()}</p>
			<div class="btns">
				<Button onClick={onLater}>{m.not_now()}</Button>
				<ButtonLink look="main" href="/settings/phrase">
					{m.words_new()}
				</ButtonLink>
			</div>
		</article>
	);
}

interface PhoneRowProps {
	readonly phone: Phone;
	/** Until then this newcomer phone cannot remove that one. */
	readonly from: number | null;
	/** A phone that joined with the recovery words was removed, so somebody may know them. */
	readonly onWordsKnown: () => void;
}

function PhoneRow({ phone, from, onWordsKnown }: PhoneRowProps) {
	const { busy, trouble, run } = useAct();
	const remove = async (): Promise<void> => {
		if ((await run(() => removePhone(phone.id))) && phone.recovered) onWordsKnown();
	};
	const [asking, setAsking] = useState(false);
	const since = m.phone_since({ day: longDay(phone.added_day) });
	const isNew = newPhones.value.some(({ id }) => id === phone.id);
	return (
		<li class="row-link phone-row">
			<span class="grow">
				<b>{phone.current ? m.this_phone() : isNew ? m.new_phone() : m.another_phone()}</b>
				<span class="hint">{since}</span>
				{phone.recovered && <span class="hint">{m.phone_by_words()}</span>}
				{isNew && isAddedHere(phone.id) && <span class="hint">{m.phone_added_here()}</span>}
				{!phone.current && from && (
					<span class="hint">{m.phone_remove_from({ time: dayAndTime(from, serverNow()) })}</span>
				)}
				{asking && <span class="hint">{phone.recovered ? m.phone_remove_words_lead() : m.phone_remove_lead()}</span>}
				<Trouble>{trouble}</Trouble>
			</span>
			{!phone.current && (
				<span class="btns">
					{isNew && !asking && <Button onClick={() => knowPhone(phone.id)}>{m.new_phone_mine()}</Button>}
					{asking ? (
						<>
							<Button look="main" busy={busy} onClick={remove}>
								{m.phone_remove()}
							</Button>
							<Button onClick={() => setAsking(false)}>{m.cancel()}</Button>
						</>
					) : (
						!from && <Button onClick={() => setAsking(true)}>{m.remove()}</Button>
					)}
				</span>
			)}
		</li>
	);
}
