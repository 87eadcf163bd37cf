/** Facts in JSON: what happens, and CloudEvents around it. */
@NullMarked
package dev.afterglow.facts.json;

import org.jspecify.annotations.NullMarked;
