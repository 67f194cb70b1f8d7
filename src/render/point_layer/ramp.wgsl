// The grid of heat, blurred along either axis and then shown.

struct Heat {
    // Where the grid begins on the target, in pixels.
    corner: vec2<f32>,
    // Pixels a cell takes.
    cell: f32,
    // How far a record spreads, in cells.
    spread: f32,
    // How many records in one place are as much as is told apart.
    full: f32,
    strength: f32,
    padding: vec2<f32>,
    steps: array<vec4<f32>, 6>,
};

// What a record added, as in `splat.wgsl`.
const RECORD: f32 = 0.015625;

@group(0) @binding(0) var<uniform> heat: Heat;
@group(0) @binding(1) var grid: texture_2d<f32>;
@group(0) @binding(2) var smooth_sampler: sampler;

// A triangle over the whole target.
@vertex
fn vs_all(@builtin(vertex_index) corner: u32) -> @builtin(position) vec4<f32> {
    let x = select(-1.0, 3.0, corner == 1u);
    let y = select(-1.0, 3.0, corner == 2u);
    return vec4<f32>(x, y, 0.0, 1.0);
}

fn blurred(at: vec4<f32>, step: vec2<i32>, channels: vec4<f32>) -> f32 {
    let middle = vec2<i32>(at.xy);
    let last = vec2<i32>(textureDimensions(grid)) - vec2<i32>(1);
    let reach = i32(ceil(2.5 * heat.spread));
    let fall = -0.5 / (heat.spread * heat.spread);
    var sum = 0.0;
    for (var i = -reach; i <= reach; i++) {
        let place = middle + step * i;
        if all(place >= vec2<i32>(0)) && all(place <= last) {
            let found = dot(textureLoad(grid, place, 0), channels);
            sum += found * exp(fall * f32(i * i));
        }
    }
    return sum;
}

@fragment
fn fs_across(@builtin(position) at: vec4<f32>) -> @location(0) vec4<f32> {
    return vec4<f32>(blurred(at, vec2<i32>(1, 0), vec4<f32>(1.0)), 0.0, 0.0, 0.0);
}

@fragment
fn fs_down(@builtin(position) at: vec4<f32>) -> @location(0) vec4<f32> {
    return vec4<f32>(blurred(at, vec2<i32>(0, 1), vec4<f32>(1.0, 0.0, 0.0, 0.0)), 0.0, 0.0, 0.0);
}

@fragment
fn fs_ramp(@builtin(position) at: vec4<f32>) -> @location(0) vec4<f32> {
    let place = (at.xy - heat.corner) / heat.cell / vec2<f32>(textureDimensions(grid));
    let found = textureSampleLevel(grid, smooth_sampler, place, 0.0).r / RECORD;
    // The first few records count most, as they do for the eye.
    let share = pow(saturate(found / heat.full), 0.6) * 5.0;
    let step = min(u32(share), 4u);
    let color = mix(heat.steps[step], heat.steps[step + 1u], share - f32(step));
    let alpha = color.a * heat.strength;
    return for_target(vec4<f32>(color.rgb * alpha, alpha));
}
