/** Choose one or several options: styled radio buttons and checkboxes. */

import { useId } from "preact/hooks";
import type { Level } from "./level";

export interface Option<Value> {
	readonly value: Value;
	readonly label: string;
}

interface ChoiceProps<Value> {
	readonly legend: string;
	readonly options: readonly Option<Value>[];
	readonly value: Value | null;
	readonly onChoose: (value: Value) => void;
}

type SegmentsProps<Value> = Omit<ChoiceProps<Value>, "legend"> &
	/** What is only read out, or the id of the heading that names them on the screen. */
	({ readonly legend: string } | { readonly heading: string });

/** Two or three options of equal weight, side by side. */
export function Segments<Value extends string>({ options, value, onChoose, ...named }: SegmentsProps<Value>) {
	const name = useId();
	return (
		<fieldset class="segments" aria-labelledby={"heading" in named ? named.heading : undefined}>
			{"legend" in named && <legend class="only-read">{named.legend}</legend>}
			{options.map((option) => (
				<label key={option.value}>
					<input type="radio" name={name} checked={option.value === value} onChange={() => onChoose(option.value)} />
					<span>{option.label}</span>
				</label>
			))}
		</fieldset>
	);
}

/** One option, as chips that wrap. */
export function Chips<Value extends string | number>({ legend, options, value, onChoose }: ChoiceProps<Value>) {
	const name = useId();
	return (
		<fieldset class="field">
			<legend class="label">{legend}</legend>
			<div class="chips">
				{options.map((option) => (
					<label class="chip" key={option.value}>
						<input type="radio" name={name} checked={option.value === value} onChange={() => onChoose(option.value)} />
						<span>{option.label}</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}

interface SomeProps<Value> {
	readonly legend: string;
	readonly options: readonly Option<Value>[];
	readonly chosen: readonly Value[];
	/** The maximum; once reached, the other chips are disabled. */
	readonly most: number;
	readonly onChange: (chosen: readonly Value[]) => void;
}

/** Several options, as chips that wrap. */
export function SomeChips<Value extends string | number>({
	legend,
	options,
	chosen,
	most,
	onChange,
}: SomeProps<Value>) {
	const toggle = (value: Value): void =>
		onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
	return (
		<fieldset class="field">
			<legend class="label">{legend}</legend>
			<div class="chips">
				{options.map(({ value, label }) => (
					<label class="chip" key={value}>
						<input
							type="checkbox"
							checked={chosen.includes(value)}
							disabled={chosen.length >= most && !chosen.includes(value)}
							onChange={() => toggle(value)}
						/>
						<span>{label}</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}

interface ScaleProps {
	readonly legend: string;
	/** Labels of one and five. */
	readonly low: string;
	readonly high: string;
	readonly value: number | null;
	readonly onChoose: (value: Level) => void;
}

const STEPS = [1, 2, 3, 4, 5] as const;

/** A level from one to five; nothing is selected at first. */
export function Scale({ legend, low, high, value, onChoose }: ScaleProps) {
	const name = useId();
	return (
		<fieldset class="field">
			<legend class="label">{legend}</legend>
			<div>
				<div class="scale">
					{STEPS.map((step) => (
						<label key={step}>
							<input type="radio" name={name} checked={step === value} onChange={() => onChoose(step)} />
							<span>{step}</span>
						</label>
					))}
				</div>
				<div class="scale-ends">
					<span>{low}</span>
					<span>{high}</span>
				</div>
			</div>
		</fieldset>
	);
}
