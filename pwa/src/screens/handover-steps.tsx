/** The steps of a handover, with a partner or with a further phone of yours: code, four words, confirmation. */

import { useState } from "preact/hooks";
import { type HandoverView, handover } from "../kernel/identity/handover-shown";
import { closeHandover, confirmHandover, refuseHandover, withdrawHandover } from "../kernel/identity/pairing";
import { seat } from "../kernel/identity/told";
import { minute } from "../kernel/store/clock";
import { isolated } from "../kernel/text/isolated";
import { m } from "../paraglide/messages.js";
import { nameDraft } from "../practices/profiles/name-draft";
import { NameForm } from "../practices/profiles/name-form";
import { saveTyped } from "../practices/profiles/store";
import { useAct } from "../ui/act";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copyable";
import { useGoOn } from "../ui/go-on";
import { Trouble } from "../ui/note";
import { dayAndTime } from "../ui/when";
import { QrCode } from "./qr-code";
import "./handover.css";

const WORDS = {
	pair: { title: m.code_pair_title, lead: m.code_pair_lead, done: m.connected, doneLead: m.connected_lead },
	device: { title: m.code_device_title, lead: m.code_device_lead, done: m.device_done, doneLead: m.device_done_lead },
	seat: { title: m.seat_code_title, lead: m.seat_code_lead, done: passesWhen, doneLead: m.seat_done_lead },
};

/** As the server last reported it. */
function passesWhen(): string {
	return seat.value ? m.seat_gets({ time: dayAndTime(seat.value.due, minute.value) }) : m.seat_done();
}

/** The next step of the open handover; nothing if there is none. */
export function HandoverSteps() {
	const open = handover.value;
	switch (open?.step) {
		case "offered":
			return open.role === "offerer" ? <ShowCode open={open} /> : null;
		case "answered":
			return <Answered />;
		case "taken":
			return <Compare open={open} />;
		case "confirmed":
			return <Confirmed open={open} />;
		case "done":
			return <Done open={open} />;
		case "gone":
			return <Ended title={m.handover_gone()} lead={m.handover_gone_lead()} />;
		case "differed":
			return <Differed open={open} />;
		case "ended":
			return <Ended title={m.handover_ended()} lead={m.handover_ended_lead()} />;
		case "tampered":
			return <Ended title={m.handover_tampered()} lead={m.handover_tampered_lead()} />;
		default:
			return null;
	}
}

function ShowCode({ open: { purpose, code, link, from, expires_at } }: { readonly open: HandoverView }) {
	const { trouble, run } = useAct();
	const until = dayAndTime(expires_at, minute.value);
	return (
		<section class="card stack">
			<div>
				<h2>{WORDS[purpose].title()}</h2>
				<p class="lead">{WORDS[purpose].lead()}</p>
			</div>
			<QrCode link={link} />
			<div class="code">
				<p class="only-read" id="code-label">
					{m.code()}
				</p>
				<output aria-labelledby="code-label">{code.replaceAll("-", " ")}</output>
			</div>
			<div class="btns">
				<CopyButton text={code}>{m.code_copy()}</CopyButton>
				<ShareLink link={link} />
			</div>
			{purpose !== "device" && (
				<p class="small centre">{from === null ? m.code_from_nobody() : m.code_from({ name: isolated(from) })}</p>
			)}
			<p class="soft small centre">{m.code_until({ time: until })}</p>
			<Trouble>{trouble}</Trouble>
			<Button wide onClick={() => run(withdrawHandover)}>
				{m.code_cancel()}
			</Button>
		</section>
	);
}

function ShareLink({ link }: { readonly link: string }) {
	if (!("share" in navigator)) return <CopyButton text={link}>{m.link_copy()}</CopyButton>;
	// cancelling the share sheet is not an error
	return (
		<Button look="plain" onClick={() => navigator.share({ url: link }).catch(() => undefined)}>
			{m.link_share()}
		</Button>
	);
}

function Answered() {
	const { busy, trouble, run } = useAct();
	return (
		<section class="card stack">
			<div role="status">
				<h2>{m.handover_answered()}</h2>
				<p class="lead">{m.handover_answered_lead()}</p>
			</div>
			<Trouble>{trouble}</Trouble>
			<Button wide busy={busy} onClick={() => run(withdrawHandover)}>
				{m.handover_stop()}
			</Button>
		</section>
	);
}

function Compare({ open: { purpose, phrase } }: { readonly open: HandoverView }) {
	const { busy, trouble, run } = useAct();
	const lead = purpose === "device" ? m.phrase_lead_device : m.phrase_lead;
	return (
		<section class="card stack">
			<div>
				<h2>{m.phrase_title()}</h2>
				<p class="lead">{lead()}</p>
			</div>
			<Phrase words={phrase ?? []} />
			<Trouble>{trouble}</Trouble>
			<Button look="main" wide busy={busy} onClick={() => run(confirmHandover)}>
				{m.phrase_same()}
			</Button>
			<Button wide busy={busy} onClick={() => run(refuseHandover)}>
				{m.phrase_differs()}
			</Button>
		</section>
	);
}

function Phrase({ words }: { readonly words: readonly string[] }) {
	return (
		<ol class="phrase" aria-label={m.phrase()}>
			{words.map((word) => (
				<li key={word}>{word}</li>
			))}
		</ol>
	);
}

function Confirmed({ open: { phrase } }: { readonly open: HandoverView }) {
	const { busy, trouble, run } = useAct();
	return (
		<section class="card stack">
			<div role="status">
				<h2>{m.handover_confirmed()}</h2>
				<p class="lead">{m.handover_confirmed_lead()}</p>
			</div>
			<Phrase words={phrase ?? []} />
			<Trouble>{trouble}</Trouble>
			<Button wide busy={busy} onClick={() => run(withdrawHandover)}>
				{m.handover_stop()}
			</Button>
		</section>
	);
}

function Done({ open: { purpose } }: { readonly open: HandoverView }) {
	const goOn = useGoOn();
	const { trouble, run } = useAct();
	const [draft] = useState(nameDraft);
	const unsaved = purpose === "pair" && draft.unsaved.value;
	const close = async (): Promise<void> => {
		if (unsaved && !(await run(() => saveTyped(draft.name.value)))) return;
		await closeHandover();
		if (purpose !== "device") goOn("/", true);
	};
	return (
		<section class="card stack" role="status">
			<div>
				<h2>{WORDS[purpose].done()}</h2>
				<p class="lead">{WORDS[purpose].doneLead()}</p>
			</div>
			{purpose === "pair" && <NameForm draft={draft} />}
			<Trouble>{trouble}</Trouble>
			<Button look={unsaved ? "quiet" : "main"} wide onClick={close}>
				{m.done()}
			</Button>
		</section>
	);
}

/** The words differ. When this phone joins an account, the other phone may have confirmed an attacker's phone. */
function Differed({ open: { purpose, role } }: { readonly open: HandoverView }) {
	if (purpose === "device" && role === "taker")
		return <Ended title={m.handover_differed_device()} lead={m.handover_differed_device_lead()} />;
	return <Ended title={m.handover_differed()} lead={m.handover_differed_lead()} />;
}

function Ended({ title, lead }: { readonly title: string; readonly lead: string }) {
	const [closing, setClosing] = useState(false);
	const goOn = useGoOn();
	const close = async (): Promise<void> => {
		setClosing(true);
		const pairing = handover.value?.purpose === "pair";
		await closeHandover();
		// the address still has the used invitation
		if (pairing) goOn("/people/connect", true);
	};
	return (
		<section class="card stack" role="status">
			<div>
				<h2>{title}</h2>
				<p class="lead">{lead}</p>
			</div>
			<Button wide busy={closing} onClick={close}>
				{m.try_again()}
			</Button>
		</section>
	);
}
