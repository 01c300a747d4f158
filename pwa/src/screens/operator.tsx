/** Who runs this server, how to reach them, and what they can see. Opens with or without an account. */

import { useEffect } from "preact/hooks";
import { loadInstance } from "../kernel/identity/instance";
import { instance } from "../kernel/identity/instance-shown";
import type { Instance } from "../kernel/store/meta";
import { session } from "../kernel/store/session";
import { isolated, withoutTurns } from "../kernel/text/isolated";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button } from "../ui/button";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { longDay } from "../ui/when";
import { carriedCode } from "./carried-code";
import { contactLink } from "./contact-link";
import "./operator.css";

export default function OperatorScreen() {
	const { busy, trouble, run } = useAct();
	const load = () => run(loadInstance);
	useEffect(() => void load(), []);
	return (
		<Page title={m.operator_title()} back={whereFrom()}>
			<div aria-live="polite">{instance.value && <Operator {...instance.value} />}</div>
			<Trouble>{trouble}</Trouble>
			{trouble !== null && (
				<Button wide busy={busy} onClick={load}>
					{m.try_again()}
				</Button>
			)}
			<section class="section" aria-labelledby="operator-sees">
				<h2 id="operator-sees">{m.operator_sees()}</h2>
				<ul class="operator-sees">
					<li>{m.operator_sees_couple()}</li>
					<li>{m.operator_sees_times()}</li>
					<li>{m.operator_sees_signals()}</li>
					<li>{m.operator_sees_talk()}</li>
					<li>{m.operator_sees_push()}</li>
					<li>{m.operator_sees_address()}</li>
				</ul>
			</section>
			<section class="section" aria-labelledby="operator-hidden">
				<h2 id="operator-hidden">{m.operator_hidden()}</h2>
				<p>{m.operator_hidden_words()}</p>
				<p>{m.operator_trust()}</p>
				<p>{m.operator_partner()}</p>
				<p>{m.operator_deleted()}</p>
			</section>
			{instance.value?.privacy_notice && <Notice text={instance.value.privacy_notice} />}
		</Page>
	);
}

/** The screen that leads here: the settings, an invitation, or the first one. */
function whereFrom(): string {
	if (session.value.state === "ready") return "/settings";
	return carriedCode() ? "/pair" : "/";
}

function Operator({ operator_name, operator_contact, closes_on }: Instance) {
	return (
		<section class="card stack-tight">
			<p>{operator_name ? m.operator_named({ name: isolated(operator_name) }) : m.operator_unnamed()}</p>
			{closes_on && <p>{m.operator_closes({ day: longDay(closes_on) })}</p>}
			{operator_contact && <Contact text={withoutTurns(operator_contact)} />}
		</section>
	);
}

function Contact({ text }: { readonly text: string }) {
	const href = contactLink(text);
	return (
		<p class="operator-contact">
			{m.operator_contact()}{" "}
			{href ? (
				<a href={href} dir="auto">
					{text}
				</a>
			) : (
				<bdi dir="auto">{text}</bdi>
			)}
		</p>
	);
}

/** Plain text, as the operator wrote it: an empty line begins a paragraph. */
function Notice({ text }: { readonly text: string }) {
	const paragraphs = withoutTurns(text).split(/\n\s*\n/);
	return (
		<section class="section" aria-labelledby="operator-notice">
			<h2 id="operator-notice">{m.operator_notice()}</h2>
			{paragraphs.map((paragraph, at) => (
				<p key={at} class="operator-notice" dir="auto">
					{paragraph}
				</p>
			))}
		</section>
	);
}
