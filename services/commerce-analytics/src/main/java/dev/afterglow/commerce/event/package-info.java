/** Facts that come as CloudEvents over HTTP. */
@NullMarked
package dev.afterglow.commerce.event;

import org.jspecify.annotations.NullMarked;
