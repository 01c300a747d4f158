/** Text from sealed words, without space around it; "" for what is none, as another version may have written it. */
export function textOf(said: unknown): string {
	return typeof said === "string" ? said.trim() : "";
}
