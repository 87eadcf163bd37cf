/** Pictures for the stage: files from outside, checked before anything decodes them. */
@NullMarked
package dev.afterglow.render.asset;

import org.jspecify.annotations.NullMarked;
