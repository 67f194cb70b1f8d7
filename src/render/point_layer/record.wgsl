// What all that draws a point layer has in common: where things are, and which colour they have.

struct Frame {
    // The middle of the view, from the point layer's origin: once rounded, and what that left.
    center_high: vec2<f32>,
    center_low: vec2<f32>,
    // The middle of the view on the target, and the size of the target, in pixels.
    middle: vec2<f32>,
    target_size: vec2<f32>,
    // The days being looked at, in seconds from the point layer's epoch, half-open.
    window: vec2<u32>,
    // Pixels a side of the Mercator square takes.
    scale: f32,
    // Radius of dots or width of arrows, and width of the ring around them, in pixels.
    size: f32,
    halo_width: f32,
    // From 0 to 1.
    strength: f32,
    // How far arrows bend aside, as a share of their length.
    bend: f32,
    // How many kinds have a colour.
    kind_count: u32,
    halo: vec4<f32>,
};

@group(0) @binding(0) var<uniform> frame: Frame;
// The colour of each kind, 256 a row.
@group(0) @binding(1) var kinds: texture_2d<f32>;

// On the target, in pixels.
fn project(at: vec2<f32>) -> vec2<f32> {
    return ((at - frame.center_high) - frame.center_low) * frame.scale + frame.middle;
}

fn clip_position(px: vec2<f32>) -> vec4<f32> {
    let share = px / frame.target_size;
    return vec4<f32>(2.0 * share.x - 1.0, 1.0 - 2.0 * share.y, 0.0, 1.0);
}

// Where nothing is ever drawn.
fn nowhere() -> vec4<f32> {
    return vec4<f32>(2.0, 2.0, 0.0, 1.0);
}

// The colour of a record, not premultiplied; its opacity is 0 where it is hidden.
fn ink(kind: u32, time: vec2<u32>) -> vec4<f32> {
    let outside = time.x >= frame.window.y || time.y <= frame.window.x;
    if outside || kind >= frame.kind_count {
        return vec4<f32>(0.0);
    }
    return textureLoad(kinds, vec2<u32>(kind & 255u, kind >> 8u), 0);
}

// Ink with a ring of the halo's colour around it, by how much of the pixel each covers.
fn ringed(color: vec4<f32>, inked: f32, covered: f32) -> vec4<f32> {
    let ink_alpha = color.a * inked;
    let ring_alpha = color.a * frame.halo.a * max(covered - inked, 0.0);
    let rgb = color.rgb * ink_alpha + frame.halo.rgb * ring_alpha;
    return for_target(vec4<f32>(rgb, ink_alpha + ring_alpha) * frame.strength);
}
