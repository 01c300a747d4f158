/** Five questions on fear and control. The answers exist only while this screen is open: never stored, never sent. */

import { useState } from "preact/hooks";
import check from "../../content/safety-check.json";
import { locked } from "../kernel/store/locked";
import { alone, session } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { ButtonLink } from "../ui/button";
import { Chips } from "../ui/choice";
import { Page } from "../ui/page";

type Answer = "no" | "sometimes" | "yes";
type Answers = Readonly<Record<string, Answer>>;

export default function SafetyCheck() {
	const [answers, setAnswers] = useState<Answers>({});
	const all = check.questions.every(({ id }) => answers[id]);
	const options = [
		{ value: "no", label: m.check_no() },
		{ value: "sometimes", label: m.check_sometimes() },
		{ value: "yes", label: m.check_yes() },
	] as const;
	return (
		<Page title={m.check_title()} back="/help" lead={m.check_lead()}>
			{check.questions.map(({ id }) => (
				<Chips<Answer>
					key={id}
					legend={question(id)}
					options={options}
					value={answers[id] ?? null}
					onChoose={(answer) => setAnswers({ ...answers, [id]: answer })}
				/>
			))}
			<div role="status">{all && <WhatHelps afraid={Object.values(answers).some((answer) => answer !== "no")} />}</div>
		</Page>
	);
}

/** No score and no label; only what to do next. */
function WhatHelps({ afraid }: { readonly afraid: boolean }) {
	const together = session.value.state === "ready" && !alone.value && !locked.value;
	return (
		<section class="card stack" aria-labelledby="what-helps">
			<h2 id="what-helps">{afraid ? m.check_afraid() : m.check_calm()}</h2>
			<p>{afraid ? m.check_afraid_lead() : m.check_calm_lead()}</p>
			<ButtonLink href="/help" look={afraid ? "main" : "quiet"} wide>
				{m.check_lines()}
			</ButtonLink>
			{together && (
				<>
					<p class="soft small">{m.check_leaving()}</p>
					<ButtonLink href="/people" wide>
						{m.check_leave_quietly()}
					</ButtonLink>
				</>
			)}
			<p class="soft small">{m.quick_exit_explained()}</p>
		</section>
	);
}

function question(id: string): string {
	const words: Readonly<Record<string, () => string>> = {
		fear: m.check_fear,
		control: m.check_control,
		watched: m.check_watched,
		body: m.check_body,
		closeness: m.check_closeness,
	};
	return words[id]?.() ?? "";
}
