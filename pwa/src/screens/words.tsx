/**
 * Your recovery words: why, shown once, checked from the copy, stored. The phone forgets them when this screen
 * closes.
 */

import { useEffect, useState } from "preact/hooks";
import { leaveWayBack, newWords } from "../kernel/identity/recovery-words";
import { newcomerUntil, oldWords, wayBack, wordsSince } from "../kernel/keys/way-back";
import { serverNow } from "../kernel/store/clock";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { TextField } from "../ui/field";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { dayAndTime, fullDate } from "../ui/when";
import { BehindPin } from "./ask-pin";
import { WordsCheck } from "./words-check";
import "./words.css";

type Step = "why" | "write" | "check" | "done";

export default function WordsScreen() {
	const [from, setFrom] = useState<number | null>();
	useEffect(() => void newcomerUntil().then(setFrom), []);
	if (from === null) return <Making />;
	return (
		<Page title={m.words_title()} back="/people" lead={m.words_lead()}>
			{from && <NotYet from={from} />}
		</Page>
	);
}

/** This phone joined with the recovery words: for now the server refuses new ones from it. */
function NotYet({ from }: { readonly from: number }) {
	return (
		<section class="card">
			<h2>{m.words_not_yet_title()}</h2>
			<p>{m.words_not_yet({ time: dayAndTime(from, serverNow()) })}</p>
		</section>
	);
}

function Making() {
	const { busy, trouble, run } = useAct();
	const [step, setStep] = useState<Step>("why");
	const [words, setWords] = useState<readonly string[]>([]);
	const [extra, setExtra] = useState<string | null>(null);
	const show = () =>
		run(async () => {
			setWords(await newWords());
			setStep("write");
		});
	const keep = () =>
		run(async () => {
			await leaveWayBack(words, extra ?? "");
			setWords([]);
			setExtra(null);
			setStep("done");
		});
	return (
		<Page title={m.words_title()} back="/people" {...(step === "why" ? { lead: m.words_lead() } : {})}>
			<BehindPin>
				{step === "why" && <Why onShow={show} />}
				{step === "write" && (
					<Write words={words} extra={extra} onExtra={setExtra} onWritten={() => setStep("check")} />
				)}
				{step === "check" && (
					<WordsCheck words={words} extra={extra ?? ""} busy={busy} onRight={keep} onBack={() => setStep("write")} />
				)}
				{step === "done" && <Done />}
				<Trouble>{trouble}</Trouble>
			</BehindPin>
		</Page>
	);
}

function Why({ onShow }: { readonly onShow: () => void }) {
	const left = wayBack.value === "left";
	return (
		<section class="card stack">
			<div>
				<h2>{m.words_why_title()}</h2>
				<p class="lead">{m.words_why()}</p>
			</div>
			{left && wordsSince.value && <p>{m.words_since({ day: fullDate(wordsSince.value) })}</p>}
			{left && oldWords.value && <p>{m.words_old_lead()}</p>}
			{left && <p class="soft small">{m.words_new_lead()}</p>}
			<Button look="main" wide onClick={onShow}>
				{left ? m.words_new() : m.words_show()}
			</Button>
			<ButtonLink href="/people" wide>
				{m.not_now()}
			</ButtonLink>
		</section>
	);
}

interface WriteProps {
	readonly words: readonly string[];
	/** Null if there is none. */
	readonly extra: string | null;
	readonly onExtra: (extra: string | null) => void;
	readonly onWritten: () => void;
}

function Write({ words, extra, onExtra, onWritten }: WriteProps) {
	return (
		<>
			<section class="card stack">
				<h2>{m.words_write_title()}</h2>
				<ol class="twelve" aria-label={m.words_list()}>
					{words.map((word, at) => (
						<li key={`${at} ${word}`}>{word}</li>
					))}
				</ol>
			</section>
			<section class="section stack-tight" aria-labelledby="extra-word">
				<h2 id="extra-word">{m.words_extra_title()}</h2>
				<p class="soft small">{m.words_extra_lead()}</p>
				{extra === null ? (
					<Button wide onClick={() => onExtra("")}>
						{m.words_extra_add()}
					</Button>
				) : (
					<>
						<TextField label={m.words_extra()} value={extra} maxLength={60} onInput={onExtra} draft="secret" />
						<Button look="plain" onClick={() => onExtra(null)}>
							{m.words_extra_drop()}
						</Button>
					</>
				)}
			</section>
			<Button look="main" wide onClick={onWritten}>
				{m.words_written()}
			</Button>
		</>
	);
}

function Done() {
	return (
		<section class="card stack" role="status">
			<div>
				<h2>{m.words_done_title()}</h2>
				<p class="lead">{m.words_done_lead()}</p>
			</div>
			<ButtonLink href="/" look="main" wide>
				{m.done()}
			</ButtonLink>
		</section>
	);
}
