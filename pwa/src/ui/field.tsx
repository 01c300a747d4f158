/** Fields and switches, each with its label. */

import { type ComponentChildren, cloneElement, type VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { DiscardDraft } from "./discard-draft";
import { DownIcon } from "./icons";
import { Trouble } from "./note";
import type { TypedDraft } from "./typed";
import { Typed } from "./wording/typed-in";

interface FieldProps {
	readonly label: string;
	readonly hint?: string;
	readonly draft?: TypedDraft;
	/** One input, select or textarea; the field sets its id. */
	readonly children: VNode<{ id?: string; "aria-describedby"?: string | undefined }>;
}

export function Field({ label, hint, draft, children }: FieldProps) {
	const id = useId();
	const hintId = `${id}-hint`;
	return (
		<div class="field">
			<div class="field-head">
				<label for={id}>{label}</label>
				{draft && <DiscardDraft draft={draft} />}
			</div>
			{cloneElement(children, { id, "aria-describedby": hint ? hintId : undefined })}
			{hint && (
				<p class="hint" id={hintId}>
					{hint}
				</p>
			)}
		</div>
	);
}

interface TextProps {
	readonly label: string;
	readonly hint?: string;
	readonly value: string;
	readonly onInput: (value: string) => void;
	readonly maxLength?: number;
	readonly placeholder?: string;
	readonly draft: FieldDraft;
	/** The partner reads it, or may hear it: phrases that are hard to hear are underlined, and others offered. */
	readonly toPartner?: boolean;
}

/** The form's draft from `useDraft`, or the reason why this field has none. */
export type FieldDraft =
	| TypedDraft
	/** The form shows it for all its fields: `DraftKept`. */
	| "with the form"
	/** A PIN, recovery words or a code, which are never stored. */
	| "secret"
	/** A search field: it only changes what is shown. */
	| "search"
	/** A confirmation word shown on the screen, typed before something that cannot be undone. */
	| "given word";

export function TextField({ label, hint, maxLength = 200, draft, ...typed }: TextProps) {
	return (
		<Field label={label} {...(hint ? { hint } : {})} {...shown(draft)}>
			<Typed lines="one" maxLength={maxLength} {...typed} />
		</Field>
	);
}

/** A PIN: hidden, with the numeric keyboard, and not offered to the browser's password manager. */
export function PinField({ label, hint, value, onInput }: Omit<TextProps, "draft">) {
	return (
		<Field label={label} {...(hint ? { hint } : {})}>
			<input
				class="input"
				type="password"
				inputMode="numeric"
				autocomplete="one-time-code"
				value={value}
				maxLength={32}
				onInput={(event) => onInput(event.currentTarget.value)}
			/>
		</Field>
	);
}

/** Longer input is not accepted, and the field says so. */
export function LongTextField({ label, hint, maxLength = 4000, draft, ...typed }: TextProps) {
	const said = typed.value.length < maxLength ? hint : m.field_full({ count: maxLength });
	return (
		<Field label={label} {...(said ? { hint: said } : {})} {...shown(draft)}>
			<Typed lines="many" maxLength={maxLength} {...typed} />
		</Field>
	);
}

function shown(draft: FieldDraft): { readonly draft?: TypedDraft } {
	return typeof draft === "string" ? {} : { draft };
}

interface MomentProps {
	readonly label: string;
	readonly hint?: string;
	readonly type: "time" | "date";
	readonly value: string;
	readonly min?: string;
	readonly max?: string;
	/** Why this value is not possible; said once the person leaves the field. */
	readonly fault?: string | null;
	readonly onChange: (value: string) => void;
}

interface Typing {
	/** Empty while the day or the time is incomplete. */
	readonly text: string;
	/** What was last given to `onChange`. */
	readonly given: string;
	/** The value of the form meanwhile. */
	readonly before: string;
}

/** Browsers let one type years of six digits, which no `Date` reads. */
const LAST_DAY = "9999-12-31";

/** Shows what somebody types as they type it, also an incomplete or impossible day, and `value` once they leave. */
export function MomentField({ label, hint, type, value, min, max, fault, onChange }: MomentProps) {
	const [typing, setTyping] = useState<Typing | null>(null);
	// another value is from elsewhere, as from a choice beside the field
	const own = typing && (value === typing.given || value === typing.before) ? typing : null;
	const keep = (text: string): void => {
		setTyping({ text, given: text || (own?.given ?? value), before: value });
		if (text) onChange(text);
	};
	return (
		<>
			<Field label={label} {...(hint ? { hint } : {})}>
				<input
					class="input"
					type={type}
					value={own ? own.text : value}
					min={min}
					max={max ?? (type === "date" ? LAST_DAY : undefined)}
					aria-invalid={!own && fault ? true : undefined}
					required
					onInput={(event) => keep(event.currentTarget.value)}
					onBlur={() => setTyping(null)}
				/>
			</Field>
			{!own && fault && <Trouble>{fault}</Trouble>}
		</>
	);
}

interface SelectProps {
	readonly label: string;
	readonly hint?: string;
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly children: ComponentChildren;
}

export function SelectField({ label, hint, value, onChange, children }: SelectProps) {
	const id = useId();
	return (
		<div class="field">
			<label for={id}>{label}</label>
			<div class="select">
				<select id={id} class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
					{children}
				</select>
				<DownIcon size={1.25} />
			</div>
			{hint && <p class="hint">{hint}</p>}
		</div>
	);
}

interface SwitchProps {
	readonly label: string;
	readonly hint?: string;
	readonly on: boolean;
	readonly disabled?: boolean;
	readonly onChange: (on: boolean) => void;
}

/** A row with a switch. */
export function SwitchRow({ label, hint, on, disabled = false, onChange }: SwitchProps) {
	const id = useId();
	return (
		<label class="row-link" for={id}>
			<span class="grow">
				<b>{label}</b>
				{hint && <span class="hint">{hint}</span>}
			</span>
			<input
				id={id}
				class="switch"
				type="checkbox"
				role="switch"
				checked={on}
				aria-checked={on}
				disabled={disabled}
				aria-label={label}
				onChange={(event) => onChange(event.currentTarget.checked)}
			/>
		</label>
	);
}
