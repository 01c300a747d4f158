/** The record kind of reflections: in the own space a private one, in the couple's the shared copy of one. */

import { keptKind } from "../../kernel/store/kept-kind";
import { reflections } from "../../kernel/store/kinds.gen";

export const REFLECTIONS = keptKind(reflections);
