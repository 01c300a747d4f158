/** The line of an ask or an answer. */

import { m } from "../../paraglide/messages.js";
import { type FieldDraft, LongTextField } from "../../ui/field";

const LINE = 280;

interface LineProps {
	readonly value: string;
	readonly onInput: (value: string) => void;
	readonly draft: FieldDraft;
}

export function LineField(props: LineProps) {
	return <LongTextField label={m.ask_line()} hint={m.ask_line_hint()} maxLength={LINE} toPartner {...props} />;
}
