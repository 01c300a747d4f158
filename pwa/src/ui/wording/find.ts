/**
 * Finds phrases that blame, minimise, generalise or claim to know the partner's mind, as content/wordings lists them.
 * Nothing of it leaves the phone.
 */

export interface Wordings extends Spared {
	readonly parts: Readonly<Record<string, string>>;
	readonly groups: readonly Group[];
}

/** Nothing is found after the first words in the same sentence, nor anywhere beside the second. */
interface Spared {
	readonly not_after?: string;
	readonly not_with?: string;
}

interface Group extends Spared {
	readonly kind: string;
	readonly why: string;
	readonly sentence: string;
	readonly patterns: readonly Listed[];
}

interface Listed {
	readonly find: string;
	readonly lists?: readonly (readonly string[])[];
	readonly instead?: string;
	readonly not_after?: string;
}

/** A place in a text, from its first UTF-16 unit to the one after its last. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

export interface Finding extends Span {
	readonly phrase: string;
	/** Why it is hard to hear. */
	readonly why: string;
	/** What may be written instead, and the place that it replaces: the phrase, or its sentence. */
	readonly instead: Span & { readonly text: string };
}

/** Reads one sentence of a text. */
export type Finder = (text: string, sentence: Span) => readonly Finding[];

/** Compiles the patterns of one language. A sentence that was read before costs nothing. */
export function finderOf({ parts, groups, ...everywhere }: Wordings): Finder {
	const patterns = groups.flatMap((group) =>
		group.patterns.map((pattern) => ({
			...group,
			...pattern,
			expression: wholeWords(expanded(pattern, parts)),
			before: spared([everywhere.not_after, pattern.not_after ?? group.not_after], parts),
			beside: spared([everywhere.not_with, group.not_with], parts),
		})),
	);
	const read = new Map<string, readonly Finding[]>();
	return (text, { from, to }) => {
		if (to - from > LONGEST) return [];
		const sentence = unquoted(text).slice(from, to);
		const found = read.get(sentence) ?? findingsOf(patterns, sentence);
		if (read.size > REMEMBERED) read.clear();
		read.set(sentence, found);
		return found.map((finding) => ({ ...moved(finding, from), instead: moved(finding.instead, from) }));
	};
}

/** The sentences of a text, in order; a full stop belongs to the sentence before it. */
export function sentencesOf(text: string): readonly Span[] {
	return [...text.matchAll(/[^\s.!?…][^.!?…\n]*[.!?…]*/g)].map(({ index, 0: sentence }) => ({
		from: index,
		to: index + sentence.trimEnd().length,
	}));
}

/** The text with the finding replaced, and with a capital letter where the replaced words had one. */
export function reworded(text: string, { instead: { from, to, text: said } }: Finding): string {
	const first = text.slice(from, from + 1);
	const capital = first !== first.toLowerCase();
	return text.slice(0, from) + (capital ? said.slice(0, 1).toUpperCase() + said.slice(1) : said) + text.slice(to);
}

/**
 * UTF-16 units of the longest sentence that is read. What a pattern costs grows with the square of them or worse, and
 * the text may be the partner's, opened to change it: at 20,000 the phone stood still for many seconds.
 */
const LONGEST = 2000;

/** Sentences whose findings are kept. */
const REMEMBERED = 200;

/**
 * What somebody else said, as in: Mum said "you always win". It may be several sentences, and in single marks; an
 * apostrophe stands after a letter (don't), so no single mark opens there.
 */
const QUOTED = /["“][^"“”\n]*["”]|(?<![\p{L}\p{N}])['‘](?=\p{L})(?:[^'‘’\n]|(?<=\p{L})['’](?=\p{L}))*['’](?!\p{L})/gu;

interface Compiled extends Group, Listed {
	readonly expression: RegExp;
	/** What spares a phrase that follows it, and what spares the sentence. */
	readonly before: RegExp | null;
	readonly beside: RegExp | null;
}

/** The text with spaces in the place of what it quotes, and with straight apostrophes. */
function unquoted(text: string): string {
	return text.replace(QUOTED, (words) => " ".repeat(words.length)).replaceAll("’", "'");
}

function findingsOf(patterns: readonly Compiled[], plain: string): readonly Finding[] {
	const found = patterns.flatMap(({ expression, before, beside, why, instead, sentence: other }) =>
		[...plain.matchAll(expression)].flatMap(({ index: from, 0: phrase }) => {
			if (before && plain.slice(0, from).search(before) >= 0) return [];
			if (beside && plain.search(beside) >= 0) return [];
			const place = { from, to: from + phrase.length };
			const offer = instead === undefined ? { from: 0, to: plain.length, text: other } : { ...place, text: instead };
			return [{ ...place, phrase, why, instead: offer }];
		}),
	);
	return withoutOverlaps(found.sort((one, other) => one.from - other.from || other.to - one.to));
}

function moved<Placed extends Span>(placed: Placed, by: number): Placed {
	return { ...placed, from: placed.from + by, to: placed.to + by };
}

function withoutOverlaps(found: readonly Finding[]): readonly Finding[] {
	let end = 0;
	return found.filter(({ from, to }) => {
		if (from < end) return false;
		end = to;
		return true;
	});
}

function expanded({ find, lists = [] }: Pick<Listed, "find" | "lists">, parts: Wordings["parts"]): string {
	const filled = find.replace(/\{(\d+|[a-z]+)\}/g, (_, name: string) => {
		const list = lists[Number(name)];
		const inner = list ? `(?:${list.join("|")})` : parts[name];
		if (inner === undefined) throw new RangeError(`no part "${name}" in "${find}"`);
		return inner;
	});
	return filled === find ? filled : expanded({ find: filled, lists }, parts);
}

function spared(words: readonly (string | undefined)[], parts: Wordings["parts"]): RegExp | null {
	const find = words.filter((one) => one !== undefined).join("|");
	return find === "" ? null : wholeWords(expanded({ find }, parts));
}

/** Begins and ends at a word; a space in it is any space, " ?" as many as there are. */
function wholeWords(expression: string): RegExp {
	const spaced = expression.replaceAll(" ?", "\\s*").replaceAll(" ", "\\s+");
	return new RegExp(`(?<![\\p{L}\\p{N}'])(?:${spaced})(?![\\p{L}\\p{N}])`, "giu");
}
