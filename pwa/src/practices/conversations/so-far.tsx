/** What was said in a conversation: one step, or all of them. */

import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { useNames, usePartner } from "../../ui/names";
import type { Step } from "./turns";
import "./conversations.css";

export function SoFar({ steps }: { readonly steps: readonly Step[] }) {
	if (steps.length === 0) return null;
	return (
		<details class="more">
			<summary>{m.conversation_so_far()}</summary>
			<Steps steps={steps} />
		</details>
	);
}

export function Steps({ steps }: { readonly steps: readonly Step[] }) {
	return (
		<ol class="turns">
			{steps.map((step, index) => (
				<li key={index}>
					<Written step={step} />
				</li>
			))}
		</ol>
	);
}

export function Written({ step }: { readonly step: Step }) {
	const { says, by_me, words } = step;
	const { start } = usePartner();
	const { mine } = useNames();
	return (
		<section class={by_me ? "turn mine" : "turn theirs"}>
			<p class="turn-who">
				<b>{by_me ? isolated(mine ?? m.you()) : start}</b>
			</p>
			{says === "turn" && (words.text ? <Said text={words.text} /> : <p class="soft">{m.conversation_spoken()}</p>)}
			{says === "reflection" && <Reflection step={step} />}
			{says === "heard" && <p>{m.conversation_feel_heard()}</p>}
			{says === "not_yet" && (
				<p>{words.text ? m.conversation_missing_said({ text: isolated(words.text) }) : m.conversation_not_yet()}</p>
			)}
		</section>
	);
}

function Reflection({ step: { words } }: { readonly step: Step }) {
	const parts = [
		[m.conversation_heard(), words.heard],
		[m.conversation_sense(), words.sense],
		[m.conversation_more(), words.more],
	].filter(([, text]) => text !== "");
	if (parts.length === 0) return <p class="soft">{m.conversation_spoken()}</p>;
	return (
		<dl class="turn-parts">
			{parts.map(([name, text = ""]) => (
				<div key={name}>
					<dt class="soft small">{name}</dt>
					<dd>
						<Said text={text} />
					</dd>
				</div>
			))}
		</dl>
	);
}

function Said({ text }: { readonly text: string }) {
	return (
		<p class="turn-words" dir="auto">
			{text}
		</p>
	);
}
