/** The input of a text field. If the partner reads it, hard phrases are underlined and others are offered below. */

import { useState } from "preact/hooks";
import { Announced } from "../announced";
import type { Finding } from "./find";
import { Hint } from "./hint";
import { useFindings } from "./use-findings";
import "./wording.css";

interface TypedProps {
	readonly lines: "one" | "many";
	readonly id?: string;
	readonly "aria-describedby"?: string | undefined;
	readonly value: string;
	readonly maxLength: number;
	readonly placeholder?: string | undefined;
	readonly toPartner?: boolean;
	readonly onInput: (value: string) => void;
}

export function Typed({ lines, toPartner = false, onInput, ...field }: TypedProps) {
	const [findings, leave] = useFindings(toPartner ? field.value : "");
	const [scrolled, setScrolled] = useState({ left: 0, top: 0 });
	const input = {
		...field,
		class: "input",
		dir: "auto",
		autocomplete: "off",
		onInput: (event: Typing) => onInput(event.currentTarget.value),
		onScroll: ({ currentTarget: { scrollLeft, scrollTop } }: Typing) =>
			setScrolled({ left: scrollLeft, top: scrollTop }),
	} as const;
	const one = lines === "one" ? <input type="text" {...input} /> : <textarea {...input} />;
	if (!toPartner) return one;
	const [first] = findings;
	return (
		<>
			<div class={lines === "one" ? "worded one-line" : "worded many-line"}>
				{one}
				{first && (
					<div class="input underlined" dir="auto" aria-hidden="true" translate={false}>
						<div style={{ translate: `${-scrolled.left}px ${-scrolled.top}px` }}>
							{underlined(field.value, findings)}
						</div>
					</div>
				)}
			</div>
			<Announced>{first ? `${first.phrase}: ${first.why}` : null}</Announced>
			{first && <Hint text={field.value} finding={first} longest={field.maxLength} write={onInput} leave={leave} />}
		</>
	);
}

type Typing = { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement };

/** The same text, invisible, over the field: only its underlines show. */
function underlined(text: string, findings: readonly Finding[]) {
	let end = 0;
	const pieces = findings.flatMap(({ from, to }) => {
		const before = text.slice(end, from);
		end = to;
		return [before, <u key={from}>{text.slice(from, to)}</u>];
	});
	return [...pieces, text.slice(end)];
}
