/** A name and what belongs to it, line by line; stands in a `<dl class="facts">`. */
export function Fact({ name, value }: { readonly name: string; readonly value: string }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd dir="auto">{value}</dd>
		</div>
	);
}
