/** Whether somebody was there, apart from who they are. */
@NullMarked
package dev.afterglow.registry.identity.presence;

import org.jspecify.annotations.NullMarked;
