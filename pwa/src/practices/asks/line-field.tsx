/** The line of an ask or an answer. */

import { m } from "../../paraglide/messages.js";
import { LongTextField } from "../../ui/field";
import type { TypedDraft } from "../../ui/typed";

const LINE = 280;

interface LineProps {
	readonly value: string;
	readonly onInput: (value: string) => void;
	readonly draft: TypedDraft;
}

export function LineField(props: LineProps) {
	return <LongTextField label={m.ask_line()} hint={m.ask_line_hint()} maxLength={LINE} {...props} />;
}
