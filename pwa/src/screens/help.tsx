/** Help lines by country; needs no network and no account, and logs nothing. */

import { useState } from "preact/hooks";
import help from "../../content/help-lines.json";
import { m } from "../paraglide/messages.js";
import { Button, ButtonLink } from "../ui/button";
import { SelectField } from "../ui/field";
import { Page } from "../ui/page";
import { quickExit } from "../ui/quick-exit";
import { longDay } from "../ui/when";
import { guessCountry, type HelpLine, type LineFor } from "./help-country";
import "./help.css";

const ORDER: readonly LineFor[] = ["emergency", "abuse", "crisis", "general"];

export default function HelpScreen() {
	const [code, setCode] = useState(() => guessCountry(help.countries.map((country) => country.code)));
	const country = help.countries.find((one) => one.code === code);
	// the schema of the data file names these kinds
	const lines = (country?.lines ?? []) as readonly HelpLine[];
	return (
		<Page title={m.help()} back="/" lead={m.help_lead()}>
			<SelectField label={m.help_country()} value={code} onChange={setCode}>
				<option value="" disabled>
					{m.help_choose_country()}
				</option>
				{countriesByName().map(({ code, name }) => (
					<option key={code} value={code}>
						{name}
					</option>
				))}
			</SelectField>
			{ORDER.map((kind) => (
				<Lines key={kind} kind={kind} lines={lines.filter((line) => line.for === kind)} />
			))}
			<section class="card" aria-labelledby="safety-check">
				<h2 id="safety-check">{m.check_title()}</h2>
				<p>{m.check_card()}</p>
				<div class="btns">
					<ButtonLink href="/help/check">{m.check_open()}</ButtonLink>
				</div>
			</section>
			<section class="section" aria-labelledby="leaving-page">
				<h2 id="leaving-page">{m.help_leaving_title()}</h2>
				<p>{m.quick_exit_explained()}</p>
				<div data-leaves>
					<Button onClick={quickExit}>{m.help_leave_now()}</Button>
				</div>
			</section>
			<p class="soft small">{m.help_note()}</p>
		</Page>
	);
}

function Lines({ kind, lines }: { readonly kind: LineFor; readonly lines: readonly HelpLine[] }) {
	if (lines.length === 0) return null;
	const title = { emergency: m.help_emergency, abuse: m.help_abuse, crisis: m.help_crisis, general: m.help_general }[
		kind
	]();
	return (
		<section class="section" aria-labelledby={`help-${kind}`}>
			<h2 id={`help-${kind}`}>{title}</h2>
			<ul class="rows">
				{lines.map((line) => (
					<li key={line.name} class="help-line">
						<Line line={line} urgent={kind === "emergency"} />
					</li>
				))}
			</ul>
		</section>
	);
}

interface LineProps {
	readonly line: HelpLine;
	/** Whether its call button is the main one. */
	readonly urgent: boolean;
}

function Line({ line: { name, phone, sms, url, hours, languages, checked }, urgent }: LineProps) {
	const notes = [hours, languages?.join(", "), m.help_checked({ day: longDay(checked) })].filter(Boolean);
	return (
		<>
			<h3>{mayPart(name)}</h3>
			<div class="help-acts">
				{phone && (
					<a class={urgent ? "btn main" : "btn"} href={`tel:${phone.replaceAll(" ", "")}`}>
						{m.help_call({ number: phone })}
					</a>
				)}
				{sms && (
					<a class="btn" href={`sms:${sms.replaceAll(" ", "")}`}>
						{m.help_text({ number: sms })}
					</a>
				)}
				{url && (
					<a class="btn plain" href={url} target="_blank" rel="noreferrer noopener">
						{m.help_website()}
					</a>
				)}
			</div>
			<p class="soft small">{notes.join(" · ")}</p>
		</>
	);
}

/** Lets a name such as "TelefonSeelsorge" break with a hyphen. */
function mayPart(name: string): string {
	return name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, "\u00ad");
}

/** The names of the countries, sorted in the app's language. */
function countriesByName(): readonly { readonly code: string; readonly name: string }[] {
	const language = document.documentElement.lang || "en";
	const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
	const { compare } = new Intl.Collator(language);
	return help.countries
		.map(({ code, name }) => ({ code, name: names.of(code) ?? name }))
		.sort((one, other) => compare(one.name, other.name));
}
