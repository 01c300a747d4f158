/** Under the ring of one's own pause: what the partner knows, more time, and the way back. */

import { useState } from "preact/hooks";
import { locked } from "../../kernel/lock";
import { alone } from "../../kernel/session";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { LongTextField } from "../../ui/field";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import { Sheet } from "../../ui/sheet";
import { useComeBack } from "./coming-back";
import { LengthChips } from "./lengths";
import { extend, type Pause, sayLine } from "./store";

export function Running({ pause: own }: { readonly pause: Pause }) {
	const [sheet, setSheet] = useState<"length" | "line" | null>(null);
	const comeBack = useComeBack();
	const close = () => setSheet(null);
	return (
		<>
			<Known pause={own} />
			<div class="btns">
				<Button onClick={() => extend(20)}>{m.pause_more({ count: 20 })}</Button>
				<Button look="main" onClick={() => comeBack("back")}>
					{m.im_back()}
				</Button>
			</div>
			<div class="pause-others">
				<Button look="plain" onClick={() => setSheet("length")}>
					{m.pause_other_length()}
				</Button>
				{!alone.value && !locked.value && <LineButton pause={own} onClick={() => setSheet("line")} />}
			</div>
			{sheet === "length" && (
				<Sheet title={m.how_long()} onClose={close}>
					<LengthChips pause={own} onChosen={close} />
				</Sheet>
			)}
			{sheet === "line" && <LineSheet pause={own} onClose={close} />}
		</>
	);
}

function Known({ pause: { pending, line } }: { readonly pause: Pause }) {
	const { start } = usePartner();
	if (pending && !alone.value) return <Unsent pending />;
	return (
		<>
			<p class="soft small">{alone.value ? m.pause_alone_known() : m.pause_partner_knows({ name: start })}</p>
			{line && (
				<blockquote class="pause-line" dir="auto">
					{line}
				</blockquote>
			)}
		</>
	);
}

function LineButton({ pause: { line }, onClick }: { readonly pause: Pause; readonly onClick: () => void }) {
	const { inside } = usePartner();
	return (
		<Button look="plain" onClick={onClick}>
			{line ? m.pause_line_change() : m.pause_line_add({ name: inside })}
		</Button>
	);
}

function LineSheet({ pause: own, onClose }: { readonly pause: Pause; readonly onClose: () => void }) {
	const { inside } = usePartner();
	const [line, setLine] = useState(own.line ?? "");
	const save = async (): Promise<void> => {
		await sayLine(own, line);
		onClose();
	};
	return (
		<Sheet title={m.pause_line_title({ name: inside })} onClose={onClose}>
			<LongTextField label={m.pause_line()} hint={m.pause_line_hint()} value={line} onInput={setLine} maxLength={280} />
			<Button look="main" wide disabled={line.trim() === (own.line ?? "")} onClick={save}>
				{m.save_for_both()}
			</Button>
		</Sheet>
	);
}
