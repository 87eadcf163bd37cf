/** How good a part is by the rules of its kind: what reviewers go by, and refuses nothing. */
@NullMarked
package dev.afterglow.registry.part.score;

import org.jspecify.annotations.NullMarked;
