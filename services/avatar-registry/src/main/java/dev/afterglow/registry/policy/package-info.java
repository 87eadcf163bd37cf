/** What each platform allows, as versioned data. */
@NullMarked
package dev.afterglow.registry.policy;

import org.jspecify.annotations.NullMarked;
