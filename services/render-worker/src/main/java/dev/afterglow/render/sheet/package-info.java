/** Pictures for people who judge an avatar by looking at it. */
@NullMarked
package dev.afterglow.render.sheet;

import org.jspecify.annotations.NullMarked;
