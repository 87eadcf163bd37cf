/** Facts that platforms push: signatures, their formats, and which show a push belongs to. */
@NullMarked
package dev.afterglow.commerce.webhook;

import org.jspecify.annotations.NullMarked;
