/** One's own phones: which there are, adding one, taking one away. */

import { useEffect, useState } from "preact/hooks";
import { knowPhone, newPhones } from "../kernel/new-phones";
import { closeHandover, type HandoverView, handover, offerDevice } from "../kernel/pairing";
import { loadPhones, type Phone, phones, removePhone } from "../kernel/session";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button } from "../ui/button";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { longDay } from "../ui/when";
import { HandoverSteps } from "./handover-steps";

export default function PhonesScreen() {
	const { trouble, run } = useAct();
	const adding = useAct();
	const open = offered();
	useEffect(() => void run(loadPhones), [open?.step, newPhones.value]);
	useEffect(() => closeDone, []);
	return (
		<Page title={m.my_phones()} back="/people" lead={m.my_phones_lead()}>
			<Trouble>{trouble}</Trouble>
			{phones.value && (
				<ul class="rows">
					{phones.value.map((phone) => (
						<PhoneRow key={phone.id} phone={phone} />
					))}
				</ul>
			)}
			{open && <HandoverSteps />}
			{/* only below a list that is there, so that the button doesn't move under a finger */}
			{!open && (phones.value || trouble) && (
				<section class="card">
					<h2>{m.add_phone()}</h2>
					<p>{m.add_phone_lead()}</p>
					<Trouble>{adding.trouble}</Trouble>
					<div class="btns">
						<Button busy={adding.busy} onClick={() => adding.run(offerDevice)}>
							{m.show_code()}
						</Button>
					</div>
				</section>
			)}
		</Page>
	);
}

/** The handover by which a further phone comes in; not that by which this one did. */
function offered(): HandoverView | null {
	const open = handover.value;
	return open?.purpose === "device" && open.role === "offerer" ? open : null;
}

/** That a phone was let in is news until one leaves this screen. */
function closeDone(): void {
	if (offered()?.step === "confirmed") void closeHandover();
}

function PhoneRow({ phone }: { readonly phone: Phone }) {
	const { busy, trouble, run } = useAct();
	const [asking, setAsking] = useState(false);
	const since = m.phone_since({ day: longDay(phone.added_day) });
	const isNew = newPhones.value.some(({ id }) => id === phone.id);
	return (
		<li class="row-link phone-row">
			<span class="grow">
				<b>{phone.current ? m.this_phone() : isNew ? m.new_phone() : m.another_phone()}</b>
				<span class="hint">{since}</span>
				{phone.recovered && <span class="hint">{m.phone_by_words()}</span>}
				{asking && <span class="hint">{phone.recovered ? m.phone_remove_words_lead() : m.phone_remove_lead()}</span>}
				<Trouble>{trouble}</Trouble>
			</span>
			{!phone.current && (
				<span class="btns">
					{isNew && !asking && <Button onClick={() => knowPhone(phone.id)}>{m.new_phone_mine()}</Button>}
					{asking ? (
						<>
							<Button look="main" busy={busy} onClick={() => run(() => removePhone(phone.id))}>
								{m.phone_remove()}
							</Button>
							<Button onClick={() => setAsking(false)}>{m.cancel()}</Button>
						</>
					) : (
						<Button onClick={() => setAsking(true)}>{m.remove()}</Button>
					)}
				</span>
			)}
		</li>
	);
}
