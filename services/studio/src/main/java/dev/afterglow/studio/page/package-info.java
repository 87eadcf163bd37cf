/** The web page and what guards it: host, origin, token, content policy. */
@NullMarked
package dev.afterglow.studio.page;

import org.jspecify.annotations.NullMarked;
