/** Below the ring of your own pause: what the partner knows, more time, and coming back. */

import { useState } from "preact/hooks";
import { locked } from "../../kernel/store/locked";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { LongTextField } from "../../ui/field";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import { Sheet } from "../../ui/sheet";
import { useDraft } from "../../ui/typed";
import { useComeBack } from "./coming-back";
import { isHidden, knownWords } from "./known";
import { LengthChips } from "./lengths";
import { extend, lineForm, type Pause, sayLine, tellPartner } from "./store";

export function Running({ pause: own }: { readonly pause: Pause }) {
	const comeBack = useComeBack();
	const hidden = isHidden(own);
	return (
		<>
			<Known pause={own} />
			<div class="btns">
				{hidden ? (
					<TellButton pause={own} />
				) : (
					<Button onClick={() => extend(20)}>{m.pause_more({ count: 20 })}</Button>
				)}
				<Button look="main" onClick={() => comeBack("back")}>
					{m.im_back()}
				</Button>
			</div>
			{!hidden && <Others pause={own} />}
		</>
	);
}

/** Changes that the partner sees, so not offered if they do not know of the pause. */
function Others({ pause: own }: { readonly pause: Pause }) {
	const [sheet, setSheet] = useState<"length" | "line" | null>(null);
	const close = () => setSheet(null);
	return (
		<>
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
			{sheet === "line" && !alone.value && <LineSheet pause={own} onClose={close} />}
		</>
	);
}

function Known({ pause }: { readonly pause: Pause }) {
	const { start } = usePartner();
	const { pending, stuck, line } = pause;
	const known = knownWords(pause, start);
	if (known === null) return <Unsent pending={pending} stuck={stuck} />;
	return (
		<>
			<p class="soft small">{known}</p>
			{line && (
				<blockquote class="pause-line" dir="auto">
					{line}
				</blockquote>
			)}
		</>
	);
}

function TellButton({ pause: own }: { readonly pause: Pause }) {
	const { inside } = usePartner();
	return <Button onClick={() => tellPartner(own)}>{m.pause_tell({ name: inside })}</Button>;
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
	const [line, setLine, draft] = useDraft(lineForm(), () => own.line ?? "");
	const save = async (): Promise<void> => {
		await sayLine(own, line);
		draft.done();
		onClose();
	};
	return (
		<Sheet title={m.pause_line_title({ name: inside })} onClose={onClose}>
			<LongTextField
				label={m.pause_line()}
				hint={m.pause_line_hint()}
				value={line}
				onInput={setLine}
				maxLength={280}
				draft={draft}
				toPartner
			/>
			<Button look="main" wide disabled={line.trim() === (own.line ?? "")} onClick={save}>
				{m.save_for_both()}
			</Button>
		</Sheet>
	);
}
