/** One pattern: its words, how it stands, and "we're in it". */

import { useLayoutEffect } from "preact/hooks";
import { useRoute } from "preact-iso";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { EndAccord } from "../../ui/end-accord";
import { usePartner } from "../../ui/names";
import { Note, Unsent } from "../../ui/note";
import { Page } from "../../ui/page";
import { scrollToTop } from "../../ui/scroll";
import { Standing } from "./answer";
import { Gone } from "./gone";
import { Interrupt } from "./interrupt";
import { NotFor } from "./not-for";
import { endPattern, inNow, mayAccept, type Pattern, patternOf, sayInIt } from "./store";
import { Weeks } from "./weeks";
import "./patterns.css";

export default function OnePattern() {
	const pattern = patternOf(useRoute().params.id);
	const isNow = inNow.value.some((one) => one.id === pattern?.id);
	const isUsable = pattern?.state === "accepted";
	// "we're in it", and then what both do instead, stand at the top; at the end nobody is moved
	useLayoutEffect(() => {
		if (isUsable) scrollToTop();
	}, [isUsable]);
	useLayoutEffect(() => {
		if (isNow) scrollToTop();
	}, [isNow]);
	if (!pattern || pattern.state === "ended") return <Gone />;
	const { id, title, pending, stuck, read_only } = pattern;
	return (
		<Page title={title} back="/patterns">
			{isNow ? <Interrupt pattern={pattern} /> : <Instead pattern={pattern} />}
			{isUsable && !isNow && <InIt pattern={pattern} />}
			<Looks pattern={pattern} />
			<Standing pattern={pattern} />
			<Unsent pending={pending} stuck={stuck} />
			{read_only && <Note>{m.newer_words()}</Note>}
			<Weeks pattern_id={id} />
			<Acts pattern={pattern} />
			<NotFor />
		</Page>
	);
}

function InIt({ pattern }: { readonly pattern: Pattern }) {
	const { inside } = usePartner();
	return (
		<div class="stack-tight">
			<Button look="main" wide onClick={() => sayInIt(pattern)}>
				{m.pattern_in_it()}
			</Button>
			<p class="soft small centre">{m.pattern_in_it_hint({ name: inside })}</p>
		</div>
	);
}

function Instead({ pattern: { instead } }: { readonly pattern: Pattern }) {
	return (
		<section aria-labelledby="instead">
			<p id="instead" class="soft small">
				{m.pattern_instead()}
			</p>
			<p class="in-it-instead" dir="auto">
				{instead}
			</p>
		</section>
	);
}

function Looks({ pattern: { mine, theirs, unwritten, read_only } }: { readonly pattern: Pattern }) {
	const { inside } = usePartner();
	return (
		<>
			<Look label={m.pattern_mine()} text={mine} unwritten={unwritten.mine && !read_only} />
			<Look label={m.pattern_theirs({ name: inside })} text={theirs} unwritten={unwritten.theirs && !read_only} />
		</>
	);
}

interface LookProps {
	readonly label: string;
	readonly text: string;
	readonly unwritten: boolean;
}

function Look({ label, text, unwritten }: LookProps) {
	if (!text && !unwritten) return null;
	return (
		<section aria-label={label}>
			<p class="soft small">{label}</p>
			{unwritten ? (
				<p>{m.pattern_look_unwritten()}</p>
			) : (
				<p class="pattern-look" dir="auto">
					{text}
				</p>
			)}
		</section>
	);
}

function Acts({ pattern }: { readonly pattern: Pattern }) {
	return (
		<div class="stack-tight">
			{!pattern.read_only && (
				<ButtonLink wide href={`/patterns/${pattern.id}/edit`}>
					{m.change()}
				</ButtonLink>
			)}
			<EndAccord
				accord={pattern}
				stood={pattern.from_before || pattern.edit > 1}
				asked={mayAccept(pattern)}
				label={m.pattern_end()}
				ended={m.has_ended({ title: isolated(pattern.title) })}
				hint={m.pattern_end_hint()}
				onEnd={() => endPattern(pattern)}
				to="/patterns"
			/>
		</div>
	);
}
